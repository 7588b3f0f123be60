using CovidClassifier.Augmentation;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>Walks through another cursor's rows and stops at each as often as it has copies.</summary>
internal sealed class AugmentedCursor(
    DataViewRowCursor source, DataViewSchema schema, HashSet<int> active, DataViewSchema.Column images, AugmentationPlan plan, AugmentationRecipe recipe)
    : DataViewRowCursor
{
    private int _image = -1;
    private int _copy;
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => source.Batch;

    /// <summary>Row of the source.</summary>
    public int Image => _image;

    /// <summary>0 for the image itself.</summary>
    public int Copy => _copy;

    /// <summary>How the present copy differs from its image.</summary>
    public AugmentationDraw Draw => recipe.Draw(_image, _copy);

    public override bool MoveNext()
    {
        if (_image < 0 || _copy + 1 >= plan.CopiesOf(_image))
        {
            if (!source.MoveNext())
            {
                _position = -1;
                return false;
            }

            _image++;
            _copy = 0;
        }
        else
        {
            _copy++;
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter()
    {
        ValueGetter<DataViewRowId> ofImage = source.GetIdGetter();
        return (ref DataViewRowId id) =>
        {
            ofImage(ref id);
            id = id.Combine(new DataViewRowId((ulong)_copy, 0));
        };
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new ArgumentException($"Column '{column.Name}' was not asked for when the cursor was opened.", nameof(column));
        }

        if (column.Index < schema.Count - 1)
        {
            return source.GetGetter<TValue>(source.Schema[column.Index]);
        }

        Delegate getter = images.Type is ImageDataViewType
            ? new ValueGetter<MLImage>(new ImageCopies(this, source.GetGetter<MLImage>(images)).Get)
            : new ValueGetter<VBuffer<byte>>(new EncodedCopies(this, source.GetGetter<VBuffer<byte>>(images)).Get);
        return getter as ValueGetter<TValue>
            ?? throw new ArgumentException($"Column '{column.Name}' holds {column.Type}, not {typeof(TValue)}.", nameof(column));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}

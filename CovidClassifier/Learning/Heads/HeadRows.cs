using CovidClassifier.Foundation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>
/// Standardised rows as an <see cref="IDataView"/>, in an order drawn once from the seed: ML.NET's own shuffling is off, so that everything random is ours.
/// Reading a row looks at the token, which is the only way to stop ML.NET's trainers.
/// </summary>
internal sealed class HeadRows
{
    private readonly HeadData _data;
    private readonly float[][] _standard;
    private readonly int[] _order;
    private readonly CancellationToken _cancellationToken;

    public HeadRows(HeadData data, Seed seed, CancellationToken cancellationToken)
    {
        _data = data;
        _cancellationToken = cancellationToken;
        DynamicCode.Require("A frozen network's head is trained");
        Context = new MLContext((int)(seed.Value & int.MaxValue));
        Standardisation = Standardisation.Of(data);
        _standard = [.. data.Features.Select(Standardisation.Apply)];
        _order = [.. Enumerable.Range(0, data.Count)];
        seed.For("rows").Open().Shuffle<int>(_order);
    }

    public MLContext Context { get; }

    public Standardisation Standardisation { get; }

    /// <summary>All rows.</summary>
    /// <param name="ofClass">The class that <see cref="HeadRow.IsOfClass"/> asks for.</param>
    public IDataView View(int ofClass = 0)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(HeadRow));
        schema[nameof(HeadRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, _data.FeatureCount);
        schema[nameof(HeadRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), _data.ClassCount);
        return Context.Data.LoadFromEnumerable(Rows(ofClass), schema);
    }

    private IEnumerable<HeadRow> Rows(int ofClass)
    {
        foreach (int i in _order)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            int label = _data.Labels[i];
            yield return new HeadRow
            {
                Features = _standard[i],
                Label = (uint)label,
                IsOfClass = label == ofClass,
                Weight = _data.RowWeights[i],
            };
        }
    }
}

using CovidClassifier.Augmentation;
using Microsoft.ML;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>The rows of another view, each followed by its varied copies; made as they are read.</summary>
internal sealed class AugmentedView(IDataView source, DataViewSchema schema, DataViewSchema.Column images, AugmentationRecipe recipe) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => source.GetRowCount() is { } images ? recipe.Plan(images).Count : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int output = schema.Count - 1;
        HashSet<int> needed = [.. columnsNeeded.Select(c => c.Index)];
        IEnumerable<DataViewSchema.Column> fromSource =
            source.Schema.Where(c => needed.Contains(c.Index) || (needed.Contains(output) && c.Index == images.Index));
        AugmentationPlan plan = recipe.Plan(source.GetRowCount() ?? CountRows());
        return new AugmentedCursor(source.GetRowCursor(fromSource), schema, needed, images, plan, recipe);
    }

    // rows must come in order, since a copy's variation depends on its image's place: one cursor serves all threads
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private long CountRows()
    {
        using DataViewRowCursor cursor = source.GetRowCursor([]);
        long rows = 0;
        while (cursor.MoveNext())
        {
            rows++;
        }

        return rows;
    }
}

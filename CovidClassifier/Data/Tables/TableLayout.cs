namespace CovidClassifier.Data.Tables;

/// <summary>The columns by which the table of a public dataset is known.</summary>
/// <param name="Dataset">What the dataset is called.</param>
/// <param name="Columns">All of these make it this dataset's table.</param>
internal sealed record TableLayout(string Dataset, params IReadOnlyList<string> Columns)
{
    public bool Fits(IReadOnlyList<string> columns) => columns.Count > 0 && Lacks(columns).Count == 0;

    /// <summary>The columns that a header lacks.</summary>
    public IReadOnlyList<string> Lacks(IReadOnlyList<string> columns) => [.. Columns.Where(needed => !columns.Any(c => LabelTable.AreSame(c, needed)))];

    /// <summary>True where the header has more than half of the columns, but not all.</summary>
    public bool NearlyFits(IReadOnlyList<string> columns) => Lacks(columns).Count is > 0 and var lacking && 2 * lacking < Columns.Count;
}

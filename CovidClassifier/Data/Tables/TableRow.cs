namespace CovidClassifier.Data.Tables;

/// <summary>One row of a <see cref="CsvTable"/>.</summary>
/// <param name="Line">Its first line in the file, counted from 1 with the header.</param>
/// <param name="Fields">May be fewer than the columns.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Fields)
{
    /// <summary>The trimmed field of a column, or null where it is blank, missing, or the column is -1.</summary>
    public string? this[int column] =>
        column >= 0 && column < Fields.Count && !string.IsNullOrWhiteSpace(Fields[column]) ? Fields[column].Trim() : null;
}

namespace CovidClassifier.Reporting.Content;

/// <summary>
/// A table that a report shows as a section of its own: a comparison of networks, a leaderboard. Readers sort it by any column; report.json
/// holds it under <see cref="Key"/>, one object per row with the columns' keys.
/// </summary>
internal sealed record ReportTable
{
    /// <summary>Its name in report.json and in the page's address: letters and digits, camelCase, for example "comparison".</summary>
    public required string Key { get; init; }

    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What the table shows and how to read it, in a sentence or two; null: the heading says enough.</summary>
    public string? Note { get; init; }

    /// <summary>True: shown closed, to be opened by those who want it. Default false.</summary>
    public bool IsFolded { get; init; }

    /// <summary>Key of the column whose numbers are drawn with their intervals above the table, a row below the other; null: none.</summary>
    public string? Drawn { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ReportColumn> Columns { get; init; }

    /// <summary>In the order shown first.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <exception cref="ArgumentException">Keys are not letters and digits or not different, or a row has another number of cells.</exception>
    internal void Check()
    {
        string[] keys = [Key, .. Columns.Select(c => c.Key)];
        if (keys.FirstOrDefault(k => k.Length == 0 || !k.All(char.IsAsciiLetterOrDigit)) is { } wrong)
        {
            throw new ArgumentException($"Keys of a report's table are letters and digits, got '{wrong}' in table '{Title}'.");
        }

        if (keys.Skip(1).Concat(["mark", "remark"]).GroupBy(k => k, StringComparer.Ordinal).FirstOrDefault(k => k.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Columns of a report's table have different keys, got '{twice.Key}' twice in table '{Title}'.");
        }

        if (Drawn is { } drawn && Columns.All(c => c.Key != drawn))
        {
            throw new ArgumentException($"A report's table draws one of its columns, got '{drawn}' in table '{Title}'.");
        }

        if (Rows.FirstOrDefault(r => r.Cells.Count != Columns.Count) is { } row)
        {
            throw new ArgumentException(
                $"Each row of table '{Title}' needs {Columns.Count} cells, one for each column, got {row.Cells.Count} in row " +
                    $"{Rows.ToList().IndexOf(row) + 1}.");
        }
    }
}

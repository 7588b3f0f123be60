namespace CovidClassifier.Foundation;

/// <summary>A small table as text for people: columns are padded, the first to the left and the others to the right; lines end in a line feed, the last in none.</summary>
internal static class TextTable
{
    public static string Of(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows) => Of([heading, .. rows]);

    /// <param name="rows">All of one length.</param>
    public static string Of(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Count).Select(c => rows.Max(row => row[c].Length))];
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd()));
    }
}

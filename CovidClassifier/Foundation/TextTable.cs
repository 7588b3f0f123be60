namespace CovidClassifier.Foundation;

/// <summary>
/// A small table as text for people: columns are padded, the first two to the left and the others to the right; lines end in a line feed, the last in none.
/// </summary>
internal static class TextTable
{
    /// <param name="rows">One or more, all of one length.</param>
    public static string Of(params IEnumerable<IReadOnlyList<string>> rows)
    {
        IReadOnlyList<string>[] all = [.. rows];
        int[] widths = [.. Enumerable.Range(0, all[0].Count).Select(c => all.Max(row => row[c].Length))];
        return string.Join('\n', all.Select(row => string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()));
    }
}

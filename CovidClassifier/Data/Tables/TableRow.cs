namespace CovidClassifier.Data.Tables;

/// <summary>One row of a <see cref="CsvTable"/>.</summary>
/// <param name="Line">Its first line in the file, counted from 1 with the header.</param>
/// <param name="Fields">May be fewer than the columns, never more.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Fields)
{
    /// <summary>The trimmed field of a column, or null where it is blank, missing, or the column is -1.</summary>
    public string? this[int column] =>
        column >= 0 && column < Fields.Count && !string.IsNullOrWhiteSpace(Fields[column]) ? Unwrapped(Fields[column].Trim()) : null;

    /// <summary>Without the = and quotes, or the apostrophe, by which spreadsheets keep a number's leading zeros.</summary>
    private static string? Unwrapped(string field)
    {
        string inner = field is ['=', '"', .., '"'] ? field[2..^1] : field is ['\'', _, ..] && char.IsAsciiDigit(field[1]) ? field[1..] : field;
        return string.IsNullOrWhiteSpace(inner) ? null : inner.Trim();
    }
}

namespace CovidClassifier.Data.Tables;

/// <summary>
/// Several labels in one field: Effusion|Mass, or a list as Python writes it: ['pneumonia', 'infiltrates']. A comma, semicolon, plus or ampersand stands
/// between labels only where the label table knows every one of them, for it may stand inside a label too.
/// </summary>
internal static class LabelText
{
    private static readonly char[] Doubtful = [',', ';', '+', '&'];

    public static string[] Split(string? field, LabelTable? labels = null) => field is null ? []
        : field is ['[', .., ']'] ? [.. field[1..^1].Split(',').Select(l => l.Trim().Trim('\'', '"').Trim()).Where(l => l.Length > 0)]
        : AreKnown(field, labels) ? Parts(field)
        : field.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True where the field holds more than one label.</summary>
    public static bool IsSeveral(string? field, LabelTable? labels = null) =>
        field is not null && (field.Contains('|') || field is ['[', .., ']'] || AreKnown(field, labels));

    private static bool AreKnown(string field, LabelTable? labels) =>
        labels is not null && field.IndexOfAny(Doubtful) >= 0 && Parts(field) is { Length: > 1 } parts && parts.All(labels.Knows);

    private static string[] Parts(string field) => field.Split(Doubtful, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

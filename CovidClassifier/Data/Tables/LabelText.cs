namespace CovidClassifier.Data.Tables;

/// <summary>Several labels in one field: Effusion|Mass, or a list as Python writes it: ['pneumonia', 'infiltrates'].</summary>
internal static class LabelText
{
    public static string[] Split(string? field) => field is null ? []
        : field is ['[', .., ']'] ? [.. field[1..^1].Split(',').Select(l => l.Trim().Trim('\'', '"').Trim()).Where(l => l.Length > 0)]
        : field.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True where the field holds more than one label.</summary>
    public static bool IsSeveral(string? field) => field is not null && (field.Contains('|') || field is ['[', .., ']']);
}

namespace CovidClassifier.Data.Folders;

/// <summary>The view that a folder or a file is named for.</summary>
internal static class ViewNames
{
    private const string Lateral = "L";

    private static readonly Dictionary<string, string> Folders = new(StringComparer.Ordinal)
    {
        ["PA"] = "PA",
        ["AP"] = "AP",
        ["APSUPINE"] = "AP Supine",
        ["SUPINE"] = "AP Supine",
        ["FRONTAL"] = "Frontal",
        ["LATERAL"] = Lateral,
        ["LAT"] = Lateral,
        ["L"] = Lateral,
        ["LL"] = Lateral,
    };

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PA"] = "PA",
        ["AP"] = "AP",
        ["FRONTAL"] = "Frontal",
        ["LAT"] = Lateral,
        ["LATERAL"] = Lateral,
    };

    private static readonly HashSet<string> Laterals = new(["L", "LL", "RL", "LAT", "LATERAL", "LLATERAL", "RLATERAL", "LEFTLATERAL", "RIGHTLATERAL"],
        StringComparer.Ordinal);

    /// <summary>The view of all images of a folder; null: its name is of none.</summary>
    public static string? OfFolder(string name) => Folders.GetValueOrDefault(LabelTable.KeyOf(name));

    /// <summary>The view that stands as a word of its own in a file's name: p12_LAT.png, view1_frontal.jpg; null: none does, or two do.</summary>
    public static string? OfFile(string path)
    {
        string[] views =
        [
            .. Path.GetFileNameWithoutExtension(path).Split('_', '-', ' ', '.', '(', ')').Select(w => Words.GetValueOrDefault(w)).OfType<string>().Distinct(),
        ];
        return views.Length == 1 ? views[0] : null;
    }

    /// <summary>Whether a view is from the side.</summary>
    public static bool IsLateral(string? view) => view is not null && Laterals.Contains(LabelTable.KeyOf(view));
}

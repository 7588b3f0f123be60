namespace CovidClassifier.Fuzz.Targets;

/// <summary>The inputs that lie beside the program: small whole ones, and what once failed.</summary>
internal static class CorpusFolder
{
    /// <summary>The files of a target, in the order of their names.</summary>
    public static IReadOnlyList<byte[]> Of(string target)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Corpus", target);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }
}

namespace CovidClassifier.Data.Folders;

/// <summary>Which of many files are there; folders that many are asked of are listed once.</summary>
internal static class ExistingFiles
{
    private const int Many = 32;

    /// <param name="files">Full paths; one with a NUL character is not there.</param>
    public static HashSet<string> Of(IEnumerable<string> files)
    {
        HashSet<string> there = new(StringComparer.Ordinal);
        foreach (IGrouping<string?, string> folder in files.Distinct(StringComparer.Ordinal).GroupBy(f => Path.GetDirectoryName(f), StringComparer.Ordinal))
        {
            string[] asked = [.. folder];
            HashSet<string>? listed = asked.Length < Many || folder.Key is null ? null : Listed(folder.Key);
            there.UnionWith(asked.Where(f => listed is null ? File.Exists(f) : listed.Contains(f) || (!OperatingSystem.IsLinux() && File.Exists(f))));
        }

        return there;
    }

    /// <summary>Null where the folder may not be listed, though its files may perhaps be read.</summary>
    private static HashSet<string>? Listed(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

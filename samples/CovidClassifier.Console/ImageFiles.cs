namespace CovidClassifier.Console;

/// <summary>Finds images that the command line names.</summary>
internal static class ImageFiles
{
    private static readonly string[] Notes = [".md", ".txt", ".csv", ".tsv", ".json"];
    private static readonly string[] Leavings = ["Thumbs.db", "desktop.ini", "README", "LICENSE", "LICENCE"];

    /// <summary>
    /// Files as they are named, there or not; for a folder every file below it, in ordinal order, but hidden ones, notes and tables. Whether a file is an image is told by its content when it is
    /// read, never by its name: what is none is then named.
    /// </summary>
    /// <exception cref="IOException">A folder holds no such file or cannot be read.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> names) => [.. names.SelectMany(n => Directory.Exists(n) ? Below(n) : [n])];

    private static string[] Below(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => MayBeImage(Path.GetRelativePath(folder, f))).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new IOException($"Folder '{folder}' must hold image files, got none.");
    }

    private static bool MayBeImage(string path) =>
        !path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(part => part.StartsWith('.') || part == "__MACOSX")
        && !Notes.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
        && !Leavings.Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);
}

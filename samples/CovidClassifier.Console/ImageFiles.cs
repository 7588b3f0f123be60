namespace CovidClassifier.Console;

/// <summary>Finds images that the command line names.</summary>
internal static class ImageFiles
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png"];

    /// <summary>Files as they are named, there or not; for a folder every image below it, in ordinal order.</summary>
    /// <exception cref="IOException">A folder holds no image or cannot be read.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> names) => [.. names.SelectMany(n => Directory.Exists(n) ? Below(n) : [n])];

    private static string[] Below(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsImage).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new IOException($"Folder '{folder}' must hold .jpg, .jpeg or .png files, got none.");
    }

    private static bool IsImage(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}

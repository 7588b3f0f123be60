namespace CovidClassifier.Foundation;

/// <summary>Where a path leads once every link on its way is followed, folders included.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows before it gives up.</summary>
    public const int MostLinks = 40;

    /// <param name="path">Absolute; what does not exist on it is kept as it is.</param>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    public static string Of(string path)
    {
        int links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    /// <summary>True where the first of two real paths is the second, or lies in it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Follow(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        string here = Path.Combine(Follow(parent, ref links), Path.GetFileName(path));
        if (new FileInfo(here).LinkTarget is not { } target)
        {
            return here;
        }

        return ++links <= MostLinks
            ? Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!), ref links)
            : throw new IOException($"'{path}' leads through more than {MostLinks} links.");
    }
}

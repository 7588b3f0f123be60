namespace CovidClassifier.Foundation;

/// <summary>Where a path leads when every link on it is followed.</summary>
internal static class RealPath
{
    // as many as Linux follows
    private const int MostLinks = 40;

    /// <summary>The full path without links, whether or not something is there.</summary>
    /// <exception cref="IOException">The links lead in a circle, or cannot be read.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        var rest = new Stack<string>(Segments(full, real).Reverse());
        int links = 0;
        while (rest.TryPop(out string? segment))
        {
            string next = Path.Combine(real, segment);
            if (new DirectoryInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"its links lead in a circle ('{path}')");
            }

            string led = Path.GetFullPath(target, real);
            real = Path.GetPathRoot(led)!;
            foreach (string part in Segments(led, real).Reverse())
            {
                rest.Push(part);
            }
        }

        return real;
    }

    /// <summary>True where the first real path is the second, or lies in it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string[] Segments(string full, string root) =>
        full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}

namespace CovidClassifier.Console;

/// <summary>Images that the command line names.</summary>
/// <param name="Paths">Files as they are named, there or not; for a folder every image below it.</param>
/// <param name="LeftOut">What folders hold and is no image.</param>
internal sealed record ImageFiles(IReadOnlyList<string> Paths, IReadOnlyList<LeftOut> LeftOut)
{
    /// <exception cref="DatasetException">A folder cannot be read.</exception>
    /// <exception cref="IOException">A folder holds no image.</exception>
    public static ImageFiles Find(IEnumerable<string> names)
    {
        List<string> paths = [];
        List<LeftOut> leftOut = [];
        foreach (string name in names)
        {
            if (!Directory.Exists(name))
            {
                paths.Add(name);
                continue;
            }

            FoundImages found = FoundImages.Below(name);
            paths.AddRange(found.Paths.Count > 0 ? found.Paths : throw new IOException($"Folder '{name}' must hold images, got "
                + $"none{Describe(found.LeftOut)}."));
            leftOut.AddRange(found.LeftOut);
        }

        return new ImageFiles(paths, [.. leftOut.GroupBy(l => l.Reason, StringComparer.Ordinal).Select(g => new LeftOut(g.Key, g.Sum(l => l.Count)))]);
    }

    private static string Describe(IReadOnlyList<LeftOut> leftOut) =>
        leftOut.Count == 0 ? "" : $" ({string.Join(", ", leftOut.Select(l => FormattableString.Invariant($"{l.Count} left out: {l.Reason}")))})";
}

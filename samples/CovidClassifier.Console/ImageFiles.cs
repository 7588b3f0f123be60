namespace CovidClassifier.Console;

/// <summary>Images that the command line names.</summary>
/// <param name="Paths">Files as they are named, there or not; for a folder every image below it, for a table those of its rows.</param>
/// <param name="LeftOut">What folders and tables hold and is no image.</param>
internal sealed record ImageFiles(IReadOnlyList<string> Paths, IReadOnlyList<LeftOut> LeftOut)
{
    // a table or a list is a text, or packed, and never looked for in what is named as a picture
    private static readonly string[] TextEndings = [".csv", ".tsv", ".txt", ".tab", ".lst", ".list", ".gz"];

    /// <summary>What people should know of how they were found.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <param name="names">Images, folders and tables.</param>
    /// <param name="column">The tables' column with the images' files; null: the usual ones.</param>
    /// <param name="takesLists">Whether a text that is no table is a list of paths, one a line.</param>
    /// <exception cref="DatasetException">A folder or table cannot be read.</exception>
    /// <exception cref="IOException">A folder or table holds no image, or a list cannot be read.</exception>
    public static ImageFiles Find(IEnumerable<string> names, string? column = null, bool takesLists = false)
    {
        List<string> paths = [];
        List<LeftOut> leftOut = [];
        List<string> warnings = [];
        foreach (string name in names)
        {
            bool isText = TextEndings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
            FoundImages? found = Directory.Exists(name) ? FoundImages.Below(name) : isText && File.Exists(name) ? FoundImages.InTable(name, column) : null;
            if (found is null)
            {
                paths.AddRange(takesLists && isText && File.Exists(name) ? File.ReadLines(name).Where(l => !string.IsNullOrWhiteSpace(l)) : [name]);
                continue;
            }

            paths.AddRange(found.Paths.Count > 0 ? found.Paths : throw new IOException(
                $"{(Directory.Exists(name) ? "Folder" : "Table")} '{name}' must hold images, got none{Describe(found.LeftOut)}."));
            leftOut.AddRange(found.LeftOut);
            warnings.AddRange(found.Warnings);
        }

        return new ImageFiles(paths, [.. leftOut.GroupBy(l => l.Reason, StringComparer.Ordinal).Select(g => new LeftOut(g.Key, g.Sum(l => l.Count)))])
        {
            Warnings = warnings,
        };
    }

    private static string Describe(IReadOnlyList<LeftOut> leftOut) =>
        leftOut.Count == 0 ? "" : $" ({string.Join(", ", leftOut.Select(l => FormattableString.Invariant($"{l.Count} left out: {l.Reason}")))})";
}

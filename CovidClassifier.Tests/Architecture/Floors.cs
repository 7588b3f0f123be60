namespace CovidClassifier.Tests.Architecture;

/// <summary>The floors of the library, as <c>floors.txt</c> beside this file lists them.</summary>
internal sealed class Floors
{
    private readonly Dictionary<string, int> _levels;

    private Floors(IEnumerable<string[]> floors) =>
        _levels = floors.SelectMany((folders, level) => folders.Select(f => (f, level))).ToDictionary(f => f.f, f => f.level, StringComparer.Ordinal);

    public static Floors Read() => new(
        File.ReadAllLines(Path.Combine(SharedFolder.ProjectRoot(), "CovidClassifier.Tests", "Architecture", "floors.txt"))
            .Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>The floor of a folder, or of the nearest one above it; null: it has none.</summary>
    public int? Of(string folder)
    {
        for (string at = folder; ; at = at[..at.LastIndexOf('/')])
        {
            if (_levels.TryGetValue(at, out int level) || !at.Contains('/'))
            {
                return _levels.ContainsKey(at) ? level : null;
            }
        }
    }

    /// <summary>Whether code of one folder may name what another declares.</summary>
    public bool Allow(Mention mention) => TopOf(mention.Folder) == TopOf(mention.Home) || Of(mention.Home) < Of(mention.Folder);

    private static string TopOf(string folder) => folder.Split('/')[0];
}

using CovidClassifier.Data.Folders;

namespace CovidClassifier.Data.Tables;

/// <summary>Lists of images that name the part in the file's name, such as train_COVIDx.txt: one image a line, words separated by spaces.</summary>
internal static class SplitLists
{
    /// <summary>The lists in a folder, its <c>splits</c>, or given by itself; in ordinal order.</summary>
    public static IReadOnlyList<string> At(string path) =>
        File.Exists(path) ? (IsList(path) ? [path] : [])
        : [.. new[] { path, Path.Combine(path, "splits"), Path.Combine(path, "labels") }.Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.txt")).Where(IsList).Order(StringComparer.Ordinal)];

    /// <summary>Words of each line that is not blank, with its number from 1.</summary>
    public static IEnumerable<(int Line, string[] Words)> Lines(string list) => TableText.Read(list).Split('\n')
        .Select((text, index) => (index + 1, Words(text)))
        .Where(line => line.Item2.Length > 0);

    /// <summary>The words of the first line, or none; a list that cannot be read has none.</summary>
    public static string[] FirstWords(string list)
    {
        try
        {
            return Words(TableText.Head(list).Split('\n')[0]);
        }
        catch (DatasetException)
        {
            return [];
        }
    }

    private static string[] Words(string line) => line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsList(string path) =>
        GivenParts.OfFile(path) is not null && path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
}

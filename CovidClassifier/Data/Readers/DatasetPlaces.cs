using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>Where the parts of a dataset lie: its table, its folders; by names and headers only.</summary>
internal static class DatasetPlaces
{
    private const int MostWrappers = 3;

    /// <summary>A path, and what lies in it as long as that is a single folder, as archives make them.</summary>
    public static IEnumerable<string> Unwrapped(string path)
    {
        yield return path;
        for (int i = 0; i < MostWrappers; i++)
        {
            string[] folders = Visible(Directory.Exists(path) ? Directory.EnumerateDirectories(path) : []);
            if (folders.Length != 1 || Visible(Directory.EnumerateFiles(path)).Any(f => !FileNames.IsDocument(Path.GetFileName(f))))
            {
                yield break;
            }

            path = folders[0];
            yield return path;
        }
    }

    /// <summary>The first table that fits: the path itself where it is a file, else a file in it, also packed with gzip.</summary>
    /// <param name="path">A folder or a table.</param>
    /// <param name="layout">The columns that it must have.</param>
    /// <param name="patterns">Names, * for any characters.</param>
    public static string? Table(string path, TableLayout layout, params IReadOnlyList<string> patterns) => Tables(path, layout, patterns).FirstOrDefault();

    /// <inheritdoc cref="Table"/>
    public static IEnumerable<string> Tables(string path, TableLayout layout, params IReadOnlyList<string> patterns) =>
        (File.Exists(path) ? [path] : patterns.SelectMany(p => Files(path, p).Concat(Files(path, p + ".gz")))).Where(t => layout.Fits(CsvTable.ColumnsOf(t)));

    /// <summary>The folder of a dataset that is given as its folder or its table.</summary>
    public static string Root(string path) => Directory.Exists(path) ? Path.GetFullPath(path) : Path.GetDirectoryName(Path.GetFullPath(path))!;

    /// <summary>Files of a folder by pattern, in ordinal order; none where there is no such folder.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    /// <summary>The folder below, by a name compared as labels are; null: there is none.</summary>
    public static string? Folder(string path, string name) =>
        Directory.Exists(path) ? Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal).FirstOrDefault(f =>
            LabelTable.AreSame(Path.GetFileName(f), name)) : null;

    private static string[] Visible(IEnumerable<string> paths) => [.. paths.Where(p => !FileNames.IsHidden(Path.GetFileName(p))).Order(StringComparer.Ordinal)];
}

using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The error of a folder that holds pictures and nothing that says what they show; names the table that ought to, and what is wrong with it.</summary>
internal static class PicturesWithoutClasses
{
    private const int TablesNamed = 3;
    private const int ColumnsNamed = 12;
    private const int FoldersNamed = 3;

    private static readonly string[] TableEndings = [".csv", ".tsv", ".tab", ".gz", ".xlsx", ".xls", ".ods", ".parquet", ".json", ".xml"];

    /// <param name="folder">Holds the pictures.</param>
    /// <param name="patients">Its folders where they are named for patients or studies, and for no class; empty: it has none.</param>
    public static DatasetException In(PictureFolder folder, IReadOnlyList<string> patients)
    {
        string[] tables = [.. Folders(folder).SelectMany(f => Tables(f.Path)).Take(TablesNamed).Select(
            t => $"'{Path.GetRelativePath(folder.Path, t)}' {Fault(t) ?? Describe(t)}")];
        int count = folder.AllFiles.Count();
        string images = count == 1 ? "one picture" : FormattableString.Invariant($"{count} pictures");
        string named = $"{string.Join(", ", patients.Take(FoldersNamed))}{(patients.Count > FoldersNamed ? ", ..." : "")}";
        string got = patients.Count == 0 ? $"it holds {images} without class folders" : $"its folders ({named}) are named for patients or studies";
        string rule = $"Dataset '{folder.Path}' must have a folder for each class, or a table that labels its images, but {got}";
        return new DatasetException(
            tables.Length > 0 ? $"{rule}, and the table {string.Join("; ", tables)}."
            : patients.Count == 0 ? $"{rule} and no table."
            : $"{rule}, and there is no table.", folder.Path);
    }

    /// <summary>The folder and the parts in it.</summary>
    private static IEnumerable<PictureFolder> Folders(PictureFolder folder) =>
        folder.Folders.Where(f => f.Part is not null).SelectMany(Folders).Prepend(folder);

    /// <summary>Tables beside the pictures, those that datasets name so first.</summary>
    private static IEnumerable<string> Tables(string folder) => Directory.EnumerateFiles(folder)
        .Where(f => TableEndings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase) && !FileNames.IsHidden(Path.GetFileName(f)))
        .OrderBy(f => Path.GetFileNameWithoutExtension(f).ToUpperInvariant() is "METADATA" or "MANIFEST" ? 0 : 1)
        .ThenBy(f => Path.GetExtension(f).ToUpperInvariant() is ".JSON" or ".XML" ? 1 : 0)
        .ThenBy(f => f, StringComparer.Ordinal);

    private static string? Fault(string table)
    {
        try
        {
            return TableFault.Of(table) ?? Path.GetExtension(table).ToUpperInvariant() switch
            {
                ".JSON" => "is JSON and no table; save its labels as CSV, with columns for file and label",
                ".XML" => "is XML and no table",
                _ => null,
            };
        }
        catch (DatasetException e)
        {
            return $"cannot be read ({e.InnerException?.Message.TrimEnd('.')})";
        }
    }

    private static string Describe(string table)
    {
        IReadOnlyList<string> columns = CsvTable.ColumnsOf(table);
        return DatasetReaders.Nearest(columns) is { } near
            ? $"lacks {Lacking(near.Lacks(columns))} of {near.Dataset}"
            : $"is of no known dataset (its columns are: {string.Join(", ", columns.Where(c => c.Length > 0).Take(ColumnsNamed))}); open the table itself if "
            + "it labels them";
    }

    private static string Lacking(IReadOnlyList<string> columns) =>
        $"the column{(columns.Count == 1 ? "" : "s")} {string.Join(", ", columns.Select(c => $"'{c}'"))}";
}

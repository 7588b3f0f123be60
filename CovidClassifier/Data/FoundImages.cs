using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Folders;
using CovidClassifier.Data.Readers;

namespace CovidClassifier;

/// <summary>The images below a folder, or in the rows of a table, whatever they show: all that reading it as a dataset would read.</summary>
/// <param name="Paths">Of a folder in ordinal order, each real folder once: files that are pictures by their first bytes, or are named as pictures. Of a table
/// in the order of its rows, each file once, there or not.</param>
/// <param name="LeftOut">Everything else, counted by reason.</param>
public sealed record FoundImages(IReadOnlyList<string> Paths, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>What a reader of the result should know, one sentence each: files that were found under another name than the table has.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// The images that a table names (CSV or TSV, plain or packed with gzip, as <see cref="XRayDataset.FromCsv"/> reads them): relative to the table's folder,
    /// or absolute. Labels need not be there.
    /// </summary>
    /// <param name="table">The file.</param>
    /// <param name="column">The column with the images' files; null: one with a usual name, see <see cref="CsvColumns.Path"/>.</param>
    /// <returns>Null where the file is none, by its name (.csv, .tsv, and these with .gz) and its header.</returns>
    /// <exception cref="ArgumentException"><paramref name="table"/> is blank.</exception>
    /// <exception cref="DatasetException">The table cannot be read, or has no such column; the message lists those present.</exception>
    public static FoundImages? InTable(string table, string? column = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        return ImageTable.In(table, column) is { } rows ? new FoundImages(rows.Files, rows.LeftOut) { Warnings = rows.Warnings } : null;
    }

    /// <summary>Looks for images in a folder and everything below.</summary>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is blank.</exception>
    /// <exception cref="DatasetException">The folder does not exist or cannot be read.</exception>
    public static FoundImages Below(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        List<LeftOut> leftOut = [];
        List<string> paths = [];
        FolderTree tree = FolderWalk.Of(folder, problem => leftOut.Add(new LeftOut($"folders that cannot be read ({problem.Reason})", 1)), leftOut.Add);
        foreach (string file in PictureFolder.Of(tree, leftOut.Add).AllFiles)
        {
            if (FileNames.PromisesPicture(Path.GetFileName(file)) || ImageFile.IsPicture(file))
            {
                paths.Add(file);
            }
            else
            {
                leftOut.Add(new LeftOut("no pictures, by their first bytes", 1));
            }
        }

        return new FoundImages(
            [.. paths.Order(StringComparer.Ordinal)],
            [.. leftOut.GroupBy(l => l.Reason, StringComparer.Ordinal).Select(g => new LeftOut(g.Key, g.Sum(l => l.Count)))]);
    }
}

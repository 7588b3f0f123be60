using CovidClassifier.Data.Drafts;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Data.Readers;

/// <summary>The images that a table names, whatever else it says of them; found where <see cref="ManifestReader"/> finds them.</summary>
/// <param name="Files">In the order of the rows, each once, there or not.</param>
/// <param name="LeftOut">Rows of no use, by reason.</param>
/// <param name="Warnings">What was found under another name.</param>
internal sealed record ImageTable(IReadOnlyList<string> Files, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<string> Warnings)
{
    /// <param name="path">A file.</param>
    /// <param name="column">The column with the images' files; null: one with a usual name.</param>
    /// <returns>Null where the file is no table, by its name and its header.</returns>
    /// <exception cref="DatasetException">It cannot be read, or has no such column.</exception>
    public static ImageTable? In(string path, string? column)
    {
        bool isMeant = column is not null || CsvTable.Endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        if (!isMeant && !(CsvTable.ColumnsOf(path).Count > 0 && ImageColumn.IsIn(CsvTable.Open(path))))
        {
            return null;
        }

        CsvTable table = CsvTable.Open(path);
        int file = ImageColumn.Require(table, column);
        string folder = Path.GetDirectoryName(table.Path) is { Length: > 0 } above ? above : ".";
        List<DatasetEntry> rows = [];
        int unread = 0, unnamed = 0;
        foreach (TableRow row in table.Rows(_ => unread++))
        {
            if (row[file] is { } name)
            {
                rows.Add(new DatasetEntry(XRayImage.FromFile(ImageColumn.Locate(folder == "." ? "" : folder, name)), LeftOutBecause: null));
            }
            else
            {
                unnamed++;
            }
        }

        EntryFiles places = new(Path.GetFullPath(folder));
        string[] files = [.. places.Of(rows).Select(r => r.Image.Path!)];
        string[] once = [.. files.DistinctBy(f => f.Contains('\0') ? f : Path.GetFullPath(f))];
        (string Reason, int Count)[] leftOut =
        [
            ("rows that cannot be read", unread), ("rows that name no image file", unnamed), ("further rows of an image that has a row already",
                files.Length - once.Length),
        ];
        return new ImageTable(once, [.. leftOut.Where(l => l.Count > 0).Select(l => new LeftOut(l.Reason, l.Count))], [.. places.Describe()]);
    }
}

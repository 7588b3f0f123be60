using System.Globalization;
using CovidClassifier.Data.Tables;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>
    /// The dataset with labels that a table corrects: columns <c>file</c> and <c>label</c>, one row for each image to be corrected, as the audits of labels
    /// write them. A blank label leaves the image out. Nothing else of the images changes; how many labels did is said in <see cref="Notes"/>.
    /// </summary>
    /// <param name="path">The table; files in it are relative to its folder, absolute, or named as this dataset names them.</param>
    /// <exception cref="DatasetException">The table cannot be read or lacks a column, a file is no image of this dataset or comes twice, or a label is no class
    /// of it; the message names the row.</exception>
    public XRayDataset WithLabels(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var table = CsvTable.Open(path);
        int file = table.Require("image's file", "file", "path", "filename", "image"), label = table.Require("label", "label", "class");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        ILookup<string, int> images =
            Enumerable.Range(0, Count).SelectMany(i => KeysOf(Images[i]).Select(key => (key, i))).ToLookup(k => k.key, k => k.i, StringComparer.Ordinal);
        var labels = new Dictionary<int, string?>();
        foreach (TableRow row in table.Rows(problem => throw new DatasetException($"{problem}.", path)))
        {
            int[] meant = row[file] is not { } name ? [] : images.Contains(name) ? [.. images[name]] : [.. images[Path.GetFullPath(name, folder)]];
            if (meant.Length == 0)
            {
                throw new DatasetException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Image '{row[file]}' ({Path.GetFileName(path)}, row {row.Line}) is not in dataset '{Name}': give the table to the dataset that it " +
                        $"was written for."), path);
            }

            string? given = row[label] is { } text ? ClassNamed(text, path, row.Line) : null;
            if (meant.Any(i => !labels.TryAdd(i, given)))
            {
                throw new DatasetException(
                    string.Create(CultureInfo.InvariantCulture,
                        $"Image '{row[file]}' ({Path.GetFileName(path)}, row {row.Line}) comes twice: keep one row for each image."), path);
            }
        }

        int changed = labels.Count(l => l.Value is not null && l.Value != Images[l.Key].Label), left = labels.Count(l => l.Value is null);
        XRayImage[] kept =
        [
            .. Images.Select((image, i) => labels.TryGetValue(i, out string? corrected) ? corrected is null ? null : image with { Label = corrected } : image)
                .OfType<XRayImage>(),
        ];
        LeftOut[] leftOut = left == 0 ? [] : [new LeftOut($"its label is left blank in {Path.GetFileName(path)}", left)];
        string[] notes = changed == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{changed} labels were changed by {Path.GetFileName(path)}.")];
        return With(kept, leftOut: [.. LeftOut, .. leftOut], notes: [.. Notes, .. notes]);
    }

    private static IEnumerable<string> KeysOf(XRayImage image) =>
        image.Path is null || Path.GetFullPath(image.Path) == image.Name ? [image.Name] : [image.Name, Path.GetFullPath(image.Path)];

    private string ClassNamed(string label, string table, int row) =>
        ClassNames.FirstOrDefault(c => LabelTable.AreSame(c, label) || LabelTable.AreSame(c, Options.Labels.ClassOf(label)))
        ?? throw new DatasetException(
            string.Create(CultureInfo.InvariantCulture,
                $"Label '{label}' ({Path.GetFileName(table)}, row {row}) is not one of: {string.Join(", ", ClassNames)}."), table);
}

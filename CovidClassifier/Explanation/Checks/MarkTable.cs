using System.Globalization;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Explanation.Checks;

/// <summary>Reads marked X-rays from a table.</summary>
internal static class MarkTable
{
    private const string Form = "'x y radiusX radiusY' in pixels of the picture, several separated by ';', radii above 0";

    /// <summary>Rows without a mark are left out: they show no finding.</summary>
    /// <exception cref="DatasetException">The table cannot be read, a column is missing, a mark is of another form, or no row has one.</exception>
    public static IReadOnlyList<MarkedXRay> Read(string path)
    {
        CsvTable table = CsvTable.Open(path);
        List<DatasetProblem> problems = [];
        TableRow[] rows = [.. table.Rows(problems.Add)];
        if (problems.Count > 0)
        {
            throw new DatasetException(Path.GetFileName(path), path, problems);
        }

        int file = table.Require("image's file", "path", "file", "filename", "image");
        int marks = table.Require("marked areas", "opacities", "marks", "areas");
        string folder = Path.GetDirectoryName(path) ?? "";
        MarkedXRay[] images =
        [
            .. rows.Where(r => r[marks] is not null).Select(r => new MarkedXRay(
                XRayImage.FromFile(Path.Combine(folder, r[file] ?? throw Fault(path, r, "it names no image"))),
                [.. r[marks]!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => Parse(text, path, r))])),
        ];
        return images.Length > 0 ? images : throw new DatasetException($"Table '{path}' must mark an area in one image or more ({Form}), got none.", path);
    }

    private static MarkedArea Parse(string text, string path, TableRow row)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        double[] numbers =
            [.. words.Select(w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out double n) && double.IsFinite(n) ? n : double.NaN)];
        return numbers is [var x, var y, > 0 and var radiusX, > 0 and var radiusY] && !double.IsNaN(x) && !double.IsNaN(y)
            ? new MarkedArea(x, y, radiusX, radiusY)
            : throw Fault(path, row, $"its marked areas must be {Form}, got '{text}'");
    }

    private static DatasetException Fault(string path, TableRow row, string fault) =>
        new(FormattableString.Invariant($"Table '{path}', row {row.Line}: {fault}."), path);
}

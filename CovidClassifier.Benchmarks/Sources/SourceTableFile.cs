using System.Globalization;

namespace CovidClassifier.Benchmarks.Sources;

/// <summary>Rows of recipe, seed and source in a markdown table that grows.</summary>
internal sealed class SourceTableFile
{
    private const string Heading = "| recipe | seed | left-out source | COVID-19 | others | AUROC | 95 % interval | sensitivity | specificity |";

    private readonly string _path;
    private readonly HashSet<(string, int)> _known = [];

    public SourceTableFile(string path)
    {
        _path = path;
        if (!File.Exists(path))
        {
            File.WriteAllLines(path, [Heading, "|---|---|---|---|---|---|---|---|---|"]);
        }

        foreach (string[] cells in File.ReadLines(path).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(c => c.Length > 4))
        {
            if (int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out int seed) && cells[3] == "all")
            {
                _known.Add((cells[1], seed));
            }
        }
    }

    /// <summary>Whether a recipe is whole in the table.</summary>
    public bool Has(string recipe, int seed) => _known.Contains((recipe, seed));

    /// <summary>A row for each source, the row of all last.</summary>
    public void Add(string recipe, int seed, CrossValidationResult result)
    {
        LeftOutSources sources = result.LeftOutSources!;
        ClassificationMetrics all = result.ByRepeat[0];
        var rows = new List<string>();
        foreach (Subgroup source in sources.Sources)
        {
            rows.Add(Row(
                recipe, seed, source.Name + (ReferenceEquals(source, sources.Worst) ? " (worst)" : ""), source.ImagesByClass[SourceRig.Positive],
                    source.Images - source.ImagesByClass[SourceRig.Positive], source.Auroc, source.Sensitivity, source.Specificity));
        }

        int positives = (int)all.ByClass.Single(c => c.Label == SourceRig.Positive).Images;
        rows.Add(Row(recipe, seed, "all", positives, (int)all.Images - positives, all.Auroc, all.Sensitivity, all.Specificity));
        File.AppendAllLines(_path, rows);
    }

    private static string Row(
        string recipe, int seed, string source, int positives, int others, MetricResult auroc, MetricResult sensitivity, MetricResult specificity)
    {
        string Number(MetricResult metric) => metric.IsDefined ? metric.Value.ToString("0.000", CultureInfo.InvariantCulture) : "";
        string interval = auroc.IsDefined && auroc.Interval.IsDefined
            ? string.Create(CultureInfo.InvariantCulture, $"{auroc.Interval.Low:0.000} to {auroc.Interval.High:0.000}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {recipe} | {seed} | {source} | {positives} | {others} | {Number(auroc)} | {interval} | {Number(sensitivity)} | {Number(specificity)} |");
    }
}

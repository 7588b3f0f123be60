using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// Models side by side on the same images, best first, each tested against the best: a difference that chance explains is called a tie. Tests are by patient
/// where any patient has several images, otherwise McNemar's for accuracy and DeLong's for AUROC (see <see cref="Metric.Test"/>); their p-values are adjusted
/// for the number of models. For research and teaching only, never for diagnosis.
/// </summary>
public sealed class ComparisonTable
{
    private const double Level = 0.05;

    private static readonly Metric[] Usual = [Metric.Accuracy, Metric.Sensitivity, Metric.Specificity, Metric.Auroc, Metric.LogLoss];

    private ComparisonTable(Metric metric, IReadOnlyList<ComparisonRow> rows, IReadOnlyList<MissingModel> missing)
    {
        Metric = metric;
        Rows = rows;
        Missing = missing;
    }

    /// <summary>What the rows are ranked and tested by.</summary>
    public Metric Metric { get; }

    /// <summary>The figures that a short table shows: the metric ranked by among them.</summary>
    public IReadOnlyList<Metric> Shown => Usual.Contains(Metric) ? Usual : [Metric, .. Usual];

    /// <summary>Best first.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>Models that could not take part, and why.</summary>
    public IReadOnlyList<MissingModel> Missing { get; }

    /// <param name="metric">What to rank by.</param>
    /// <param name="models">One or more, of the same images in the same order; of equal ones the earlier comes first.</param>
    /// <param name="missing">Who could not take part.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    internal static ComparisonTable Of(Metric metric, IReadOnlyList<ComparedModel> models, IReadOnlyList<MissingModel> missing, long seed)
    {
        (ComparedModel Model, ClassificationMetrics Metrics)[] ranked =
        [
            .. models.Select(m => (Model: m, Metrics: ClassificationMetrics.Of(m.Predictions, seed)))
                .OrderByDescending(m => metric.Merit(m.Metrics[metric].Value)),
        ];
        ComparedModel best = ranked[0].Model;
        PairedTest[] tests = [.. ranked.Skip(1).Select(m => metric.Test(m.Model.Predictions, best.Predictions, seed))];
        double[] adjusted = Holm.Adjust([.. tests.Select(t => t.PValue)]);
        return new ComparisonTable(
            metric,
            [
                new ComparisonRow(
                    best.Name, ranked[0].Metrics, best.Cost, ranked[0].Metrics[metric].IsDefined ? ModelStanding.Best : ModelStanding.Unranked, null,
                        double.NaN),
                .. ranked.Skip(1).Select((m, i) => new ComparisonRow(
                    m.Model.Name, m.Metrics, m.Model.Cost, Standing(m.Metrics[metric], adjusted[i]), tests[i], adjusted[i])),
            ],
            missing);
    }

    private static ModelStanding Standing(MetricResult figure, double pValue) =>
        !figure.IsDefined ? ModelStanding.Unranked : pValue < Level ? ModelStanding.Worse : ModelStanding.Tied;

    /// <summary>For people: a row for each model, and who is missing.</summary>
    public override string ToString() => TextTable.Of(
    [
        ["model", "standing", .. Shown.Select(m => m.Title)],
        .. Rows.Select(row => (string[])[row.Name, row.Standing.ToString().ToLowerInvariant(), .. Shown.Select(m => row.Metrics[m].ToString())]),
    ]) + string.Concat(Missing.Select(m => $"\nmissing: {m.Name}: {m.Reason}"));
}

namespace CovidClassifier.Evaluation;

/// <summary>
/// Models side by side on the same images, best first, each tested against the best: a difference that chance explains is called a tie. Tests are by patient where any patient has several images, otherwise
/// McNemar's for accuracy and DeLong's for AUROC (see <see cref="PairedComparison"/>); their p-values are adjusted for the number of models. For research and teaching only, never for diagnosis.
/// </summary>
public sealed class ComparisonTable
{
    private const double Level = 0.05;

    private ComparisonTable(SelectionMetric metric, IReadOnlyList<ComparisonRow> rows, IReadOnlyList<MissingModel> missing)
    {
        Metric = metric;
        Rows = rows;
        Missing = missing;
    }

    /// <summary>What the rows are ranked and tested by.</summary>
    public SelectionMetric Metric { get; }

    /// <summary>Best first.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>Models that could not take part, and why.</summary>
    public IReadOnlyList<MissingModel> Missing { get; }

    /// <param name="metric">What to rank by.</param>
    /// <param name="classNames">As for <see cref="UncertainMetrics.Compute"/>, like the next ones.</param>
    /// <param name="positiveLabel">One of them, or null.</param>
    /// <param name="labels">True class of each image.</param>
    /// <param name="patientIds">Patient of each image, null where not known.</param>
    /// <param name="models">One or more, their predictions in the order of the labels; of equal ones the earlier comes first.</param>
    /// <param name="missing">Who could not take part.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    internal static ComparisonTable Of(
        SelectionMetric metric,
        IReadOnlyList<string> classNames,
        string? positiveLabel,
        int[] labels,
        IReadOnlyList<string?> patientIds,
        IReadOnlyList<ComparedModel> models,
        IReadOnlyList<MissingModel> missing,
        long seed)
    {
        (ComparedModel Model, UncertainMetrics Metrics)[] ranked =
        [
            .. models.Select(m => (Model: m, Metrics: UncertainMetrics.Compute(classNames, positiveLabel, labels, m.Probabilities, m.PredictedLabels, patientIds, seed)))
                .OrderByDescending(m => metric.Merit(m.Metrics.Metrics)),
        ];
        ComparedModel best = ranked[0].Model;
        PairedTest[] tests =
        [
            .. ranked.Skip(1).Select(m => metric.Of(PairedComparison.Compute(
                classNames, positiveLabel, labels, (m.Model.Probabilities, m.Model.PredictedLabels), (best.Probabilities, best.PredictedLabels), patientIds, seed))),
        ];
        double[] adjusted = Holm.Adjust([.. tests.Select(t => t.PValue)]);
        return new ComparisonTable(
            metric,
            [
                new ComparisonRow(best.Name, ranked[0].Metrics, best.Cost, metric.Of(ranked[0].Metrics.Metrics).IsDefined ? ModelStanding.Best : ModelStanding.Unranked, null, double.NaN),
                .. ranked.Skip(1).Select((m, i) => new ComparisonRow(
                    m.Model.Name, m.Metrics, m.Model.Cost, Standing(metric.Of(m.Metrics.Metrics), adjusted[i]), tests[i], adjusted[i])),
            ],
            missing);
    }

    private static ModelStanding Standing(Metric figure, double pValue) =>
        !figure.IsDefined ? ModelStanding.Unranked : pValue < Level ? ModelStanding.Worse : ModelStanding.Tied;
}

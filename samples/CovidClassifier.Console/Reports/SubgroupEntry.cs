namespace CovidClassifier.Console.Reports;

/// <summary>How well a model does on some of the images; NaN where undefined.</summary>
internal sealed record SubgroupEntry(
    string Factor,
    string Name,
    int Images,
    int Patients,
    double Accuracy,
    double Sensitivity,
    double Specificity,
    double Auroc,
    IReadOnlyDictionary<string, MetricInterval> Intervals)
{
    public static SubgroupEntry Of(Subgroup group) => new(
        group.Factor,
        group.Name,
        group.Images,
        group.Patients,
        group.Accuracy.Value,
        group.Sensitivity.Value,
        group.Specificity.Value,
        group.Auroc.Value,
        Figures(group).ToDictionary(f => f.Metric.Key, f => f.Result.Interval, StringComparer.Ordinal));

    /// <summary>What is shown of a group.</summary>
    public static (Metric Metric, MetricResult Result)[] Figures(Subgroup group) =>
        [(Metric.Accuracy, group.Accuracy), (Metric.Sensitivity, group.Sensitivity), (Metric.Specificity, group.Specificity), (Metric.Auroc, group.Auroc)];
}

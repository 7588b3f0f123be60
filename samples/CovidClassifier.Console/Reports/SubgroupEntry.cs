using CovidClassifier.Evaluation;

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
        group.Metrics["accuracy"].Value,
        group.Metrics["sensitivity"].Value,
        group.Metrics["specificity"].Value,
        group.Metrics["auroc"].Value,
        group.Intervals);
}

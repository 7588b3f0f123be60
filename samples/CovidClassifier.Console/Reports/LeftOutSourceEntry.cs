namespace CovidClassifier.Console.Reports;

/// <summary>One left-out source; figures are NaN where undefined.</summary>
internal sealed record LeftOutSourceEntry(
    string Source,
    int Images,
    int Patients,
    IReadOnlyDictionary<string, int> ImagesByClass,
    double Auroc,
    double Sensitivity,
    double Specificity,
    double Accuracy,
    IReadOnlyDictionary<string, MetricInterval> Intervals)
{
    public static LeftOutSourceEntry Of(Subgroup source)
    {
        SubgroupEntry entry = SubgroupEntry.Of(source);
        return new LeftOutSourceEntry(
            entry.Name, entry.Images, entry.Patients, source.ImagesByClass, entry.Auroc, entry.Sensitivity, entry.Specificity, entry.Accuracy, entry.Intervals);
    }
}

namespace CovidClassifier.Console.Reports;

/// <summary>How well one class does against the rest; NaN where undefined.</summary>
internal sealed record ClassEntry(string Label, long Images, double Recall, double Precision, double F1, double Auroc)
{
    public static ClassEntry Of(ClassResult result) =>
        new(result.Label, result.Images, result.Recall.Value, result.Precision.Value, result.F1.Value, result.Auroc.Value);
}

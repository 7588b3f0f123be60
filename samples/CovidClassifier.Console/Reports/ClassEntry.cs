namespace CovidClassifier.Console.Reports;

/// <summary>How well one class does against the rest; NaN where undefined.</summary>
internal sealed record ClassEntry(string Label, long Images, double Recall, double Precision, double F1, double Auroc);

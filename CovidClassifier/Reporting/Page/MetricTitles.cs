namespace CovidClassifier.Reporting.Page;

/// <summary>The figures of the whole in the order shown, by their names in files.</summary>
internal static class MetricTitles
{
    public static IReadOnlyList<(string Name, string Title)> All { get; } =
    [
        ("accuracy", "Accuracy"),
        ("balancedAccuracy", "Balanced accuracy"),
        ("sensitivity", "Sensitivity"),
        ("specificity", "Specificity"),
        ("ppv", "PPV"),
        ("npv", "NPV"),
        ("f1", "F1"),
        ("macroF1", "Macro F1"),
        ("auroc", "AUROC"),
        ("averagePrecision", "Average precision"),
        ("mcc", "MCC"),
        ("kappa", "Cohen's kappa"),
        ("logLoss", "Log loss"),
        ("brier", "Brier score"),
        ("calibrationError", "Calibration error"),
    ];

    public static string Of(string name) => All.First(m => m.Name == name).Title;
}

namespace CovidClassifier.Evaluation;

/// <summary>Where the labels that a model gave stand beside its ROC curve.</summary>
internal static class OperatingPoint
{
    /// <summary>1 - specificity and sensitivity of the positive label; null where one of them is undefined.</summary>
    public static CurvePoint? Of(ClassificationMetrics metrics) => metrics is { Sensitivity.IsDefined: true, Specificity.IsDefined: true }
        ? new CurvePoint(1 - metrics.Specificity.Value, metrics.Sensitivity.Value)
        : null;
}

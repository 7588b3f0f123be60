using CovidClassifier.Evaluation;

namespace CovidClassifier.Reporting.Content;

/// <summary>The ROC curve of one of several networks.</summary>
/// <param name="Network">Whose.</param>
/// <param name="Roc">Sensitivity over 1 - specificity, from left to right; empty where it is not defined.</param>
/// <param name="Auroc">The area below it.</param>
/// <param name="Operating">Where the network's labels stand; null where they have no place.</param>
internal sealed record ReportCurve(string Network, IReadOnlyList<CurvePoint> Roc, MetricResult Auroc, CurvePoint? Operating);

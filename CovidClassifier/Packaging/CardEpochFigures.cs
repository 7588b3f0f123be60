namespace CovidClassifier.Packaging;

/// <summary>Loss, accuracy and AUROC over one part of the data; NaN where a figure is not defined.</summary>
/// <param name="Loss">Mean loss per image.</param>
/// <param name="Accuracy">Share of right labels, 0 to 1.</param>
/// <param name="Auroc">Area under the ROC curve, 0 to 1.</param>
public sealed record CardEpochFigures(double Loss, double Accuracy, double Auroc);

namespace CovidClassifier.Reporting.Content;

/// <summary>One scored image of a report.</summary>
/// <param name="Image">The image; shown small where the report shows it at all.</param>
/// <param name="Label">Its true class, one of the class names.</param>
/// <param name="PredictedLabel">The model's label, one of the class names.</param>
/// <param name="Probabilities">One for each class, 0 to 1, in the order of the class names.</param>
internal sealed record ReportImage(XRayImage Image, string Label, string PredictedLabel, IReadOnlyList<double> Probabilities)
{
    /// <summary>What the guard takes it for instead of an image like the training images; null: it accepts it, or nobody asked.</summary>
    public string? Guard { get; init; }
}

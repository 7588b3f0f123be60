using CovidClassifier.Reporting.Content;

namespace CovidClassifier;

/// <summary>One image scored by a model that was trained without it.</summary>
/// <param name="Image">The image, with patient, source and view.</param>
/// <param name="Label">The true class.</param>
/// <param name="Prediction">What the fold's model says.</param>
/// <param name="Fold">The image's fold, from 0.</param>
/// <param name="Repeat">The repetition, from 0.</param>
public sealed record CrossValidatedImage(XRayImage Image, string Label, Prediction Prediction, int Fold, int Repeat)
{
    /// <summary>
    /// Where the fold's model looked for its label; null where heat maps were not asked for (<see cref="CovidModelBuilder.WithHeatMaps"/>), where the
    /// network has none, and for images that a report would not show.
    /// </summary>
    public HeatMap? HeatMap { get; init; }

    internal ReportImage ForReport() => new(Image, Label, Prediction.Label, [.. Prediction.Probabilities.Select(p => (double)p.Probability)]);
}

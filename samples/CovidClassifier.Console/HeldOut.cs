using CovidClassifier.Console.Options;
using CovidClassifier.Console.Views;
using CovidClassifier.Data;

namespace CovidClassifier.Console;

/// <summary>The images that a training left out.</summary>
internal static class HeldOut
{
    /// <summary>Null where there are none.</summary>
    // the builder's split, drawn again from the same seed; it cannot be where images did not decode, and then the images that the model has not seen are the held-out ones
    public static EvaluationResult? Measure(CovidModel model, XRayDataset dataset, FittingChoices fitting, Screen screen, Cancellation cancellation)
    {
        int trained = model.Card.Data.Splits.Values.Sum(s => s.Images);
        (XRayDataset images, bool includeSeen) = trained == dataset.Count
            ? (dataset.Split(fitting.Validation, fitting.Test, fitting.Seed).Test, true)
            : (dataset, false);
        return model.Card.Data.Splits["test"].Images == 0 ? null : ScoringView.During(
            screen, images.Count, progress => model.Evaluate(images, new EvaluationOptions { IncludeSeen = includeSeen }, progress, cancellation.Token));
    }
}

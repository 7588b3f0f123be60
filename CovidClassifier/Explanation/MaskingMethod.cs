using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>
/// A method that needs a network's scores alone: it hides parts of the image and looks at what becomes of the label's log-odds, batch by batch.
/// </summary>
internal abstract class MaskingMethod(string name) : ExplanationMethod(name)
{
    private const int BatchSize = 16;

    internal sealed override Finding Explain(
        ExplainedNetwork network, GrayImage pixels, int? label, IProgress<ExplanationProgress>? progress, CancellationToken cancellationToken)
    {
        Prediction prediction = network.Predict(pixels, cancellationToken);
        int explained = label ?? network.IndexOf(prediction.Label);
        MaskingEstimate study = Begin(pixels.Width, pixels.Height, LogOdds.Of(prediction.Probabilities.Select(p => p.Probability), explained));
        var copies = new MaskedCopies(pixels);
        var visibility = new float[pixels.Pixels.Length];
        for (int first = 0; first < study.Count; first += BatchSize)
        {
            int count = Math.Min(BatchSize, study.Count - first);
            float[][] scores = network.Score(
                count,
                pixels.Width,
                pixels.Height,
                (i, copy) =>
                {
                    study.Mask(first + i, visibility);
                    copies.Write(visibility, copy);
                },
                cancellationToken);
            for (int i = 0; i < count; i++)
            {
                study.Mask(first + i, visibility);
                study.Add(first + i, visibility, LogOdds.Of(scores[i], explained));
            }

            progress?.Report(new ExplanationProgress(first + count, study.Count));
        }

        return new Finding(prediction, explained, study.ToGrid());
    }

    /// <summary>Begins with one image of this size, whose label has these log-odds while nothing is hidden.</summary>
    private protected abstract MaskingEstimate Begin(int width, int height, double logOdds);
}

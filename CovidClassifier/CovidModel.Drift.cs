using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Workflows;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>With fewer images on either side nothing can be said.</summary>
    private const int LeastForDrift = 20;

    /// <summary>
    /// Tells, without labels, whether images have changed against those that the model was measured on: traits of the pictures, the guard's distance and the
    /// model's probabilities, one by one and together.
    /// </summary>
    /// <param name="images">New images, 20 or more.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="InvalidOperationException">The model's card has no images to compare with (it was made before cards had them, or held fewer than 20
    /// images out), or fewer than 20 of the new ones can be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public DriftResult MeasureDrift(
        IEnumerable<XRayImage> images, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        if (Card.Reference is not { Images: >= LeastForDrift } reference)
        {
            throw new InvalidOperationException(
                $"The model's card has no images to compare with: it was made before cards had them, or from a split that holds fewer than {LeastForDrift} " +
                    "images out of training. Train it again.");
        }

        string[] names = [.. DriftTraits.Names(PositiveLabel).Where(reference.Traits.ContainsKey)];
        IReadOnlyList<(PredictionOutcome Outcome, IReadOnlyDictionary<string, double>? Traits)> seen =
            use.Value.Scorer.ScoreMany(images, Look, progress, cancellationToken);
        (XRayImage Image, IReadOnlyDictionary<string, double> Traits)[] readable =
            [.. seen.Where(s => s.Traits is not null).Select(s => (s.Outcome.Image, s.Traits!))];
        if (readable.Length < LeastForDrift)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"To tell whether images have changed takes {LeastForDrift} of them or more; {readable.Length} of the {seen.Count} given can be read."));
        }

        double[][] before = [.. Enumerable.Range(0, reference.Images).Select(i => names.Select(n => reference.Traits[n][i]).ToArray())];
        (MetricResult shift, IReadOnlyList<DriftTrait> traits) = Drift.Measure(
            names,
            before,
            [.. readable.Select(r => names.Select(n => r.Traits[n]).ToArray())],
            [.. readable.Select(r => r.Image.PatientId)],
            new Seed((ulong)Card.Seed).For("drift"));
        return new DriftResult(shift, traits, [.. seen.Select(s => s.Outcome)], reference.Images);

        (PredictionOutcome, IReadOnlyDictionary<string, double>?) Look(XRayImage image, Func<GrayImage, Prediction> score)
        {
            try
            {
                GrayImage pixels = Decode(image, cancellationToken);
                Prediction prediction = score(pixels);
                return (new PredictionOutcome(image, Reasoned(prediction, image.Encoded)), DriftTraits.Of(pixels, prediction, PositiveLabel));
            }
            catch (ImageFormatException e)
            {
                return (new PredictionOutcome(image, e), null);
            }
        }
    }
}

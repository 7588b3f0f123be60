using CovidClassifier.Explanation;
using CovidClassifier.Explanation.Checks;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    private const int RandomOrders = 3;

    /// <summary>
    /// Checks whether a method's maps mean anything for this model: by hiding and showing places in the maps' order, and by comparing with the maps of the same
    /// network with random weights. Costs about 170 scored copies and three further maps per image.
    /// </summary>
    /// <param name="images">One or more: a few dozen tell enough.</param>
    /// <param name="label">The label to explain in each; null: the predicted one of each.</param>
    /// <param name="method">Null: <see cref="ExplanationMethod.HiResCam"/>.</param>
    /// <param name="seed">Decides the random weights and orders: the same seed gives the same figures.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    /// <inheritdoc cref="Explain(XRayImage, string?, ExplanationMethod?, IProgress{ExplanationProgress}?, CancellationToken)" path="/exception"/>
    public ExplanationChecks CheckExplanations(
        IReadOnlyCollection<XRayImage> images,
        string? label = null,
        ExplanationMethod? method = null,
        long seed = 1,
        IProgress<PredictionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireImages(images);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        method ??= ExplanationMethod.HiResCam;
        int? asked = IndexOf(label);
        var root = new Seed((ulong)seed);
        ExplainedNetwork network = use.Value.Explainer.OnOneCore;
        using var randomised = new RandomisedMaps(_model, ClassNames, Card.Network.InputWidth, Card.Network.InputHeight, root);
        return new ExplanationChecks(method, ParallelMap.Map(
            images,
            image =>
            {
                GrayImage pixels = image.Encoded.Decode(Card.Network.InputWidth, Card.Network.InputHeight, cancellationToken);
                Finding finding = method.Explain(network, pixels, asked, progress: null, cancellationToken);
                var curves = new RemovalCurves(network, pixels, finding.Label);
                return new ImageCheck(
                    image.Name,
                    ClassNames[finding.Label],
                    curves.Of(finding.Relevance, cancellationToken),
                    curves.OfRandom(RandomOrders, root, cancellationToken),
                    randomised.Similarity(new HeatMap(finding.Relevance, pixels.Width, pixels.Height), pixels, finding.Label, method, cancellationToken));
            },
            progress,
            cancellationToken));
    }

    /// <summary>Plays the pointing game: how often does the strongest place of a map lie where the finding is marked?</summary>
    /// <param name="images">One or more images that show the finding.</param>
    /// <param name="label">The label that the marks stand for.</param>
    /// <param name="method">Null: <see cref="ExplanationMethod.HiResCam"/>.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="ArgumentException">There is no image, or one has no mark.</exception>
    /// <inheritdoc cref="Explain(XRayImage, string?, ExplanationMethod?, IProgress{ExplanationProgress}?, CancellationToken)" path="/exception"/>
    public PointingGame PlayPointingGame(
        IReadOnlyCollection<MarkedXRay> images,
        string label,
        ExplanationMethod? method = null,
        IProgress<PredictionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        RequireImages(images);
        ArgumentException.ThrowIfNullOrEmpty(label);
        if (images.FirstOrDefault(i => i.Areas.Count == 0) is { } unmarked)
        {
            throw new ArgumentException($"Image '{unmarked.Image.Name}' must have one marked area or more, got none.", nameof(images));
        }

        IReadOnlyList<ImageExplanation> explanations = ExplainMany(images.Select(i => i.Image), label, method, progress, cancellationToken);
        return PointingGame.Of(explanations[0].Method, explanations[0].Label, [.. explanations.Zip(images, (e, i) => (e.Map, i.Areas))]);
    }

    private static void RequireImages<T>(IReadOnlyCollection<T> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
        {
            throw new ArgumentException("There must be one image or more, got none.", nameof(images));
        }
    }
}

using CovidClassifier.Data.Facts;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Scoring;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>
    /// Classifies labelled images and measures how well. Images that the model was trained on, or that its best epoch was chosen on, are recognised by their
    /// decoded pixels, counted and left out: they say nothing about new patients.
    /// </summary>
    /// <param name="dataset">Labels are matched to the model's classes without case, spaces, '-' and '_'.</param>
    /// <param name="options">Default: seen images are left out.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="DatasetException">A label is no class of the model, images cannot be read, or no unseen image is left.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public EvaluationResult Evaluate(
        XRayDataset dataset, EvaluationOptions? options = null, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        options ??= new EvaluationOptions();
        (XRayDataset readable, EvaluatedImage[] images, int seenImages) = Score(use.Value.Scorer, dataset, options.IncludeSeen, progress, cancellationToken);
        if (images.Length == 0)
        {
            throw NothingToEvaluate(dataset, seenImages);
        }

        return new EvaluationResult(Card, images, seenImages, readable.Problems, readable.Warnings) { Notes = readable.Notes };
    }

    /// <summary>
    /// What the training that made this model measured on its held-out images, image by image. They were scored once, after every choice; here is that scoring,
    /// so that nobody needs another. Where each source was left out once (<see cref="SplitOrigin.LeaveOneSourceOut"/>), these are the scores of models of the
    /// same recipe that were trained without the image's source. Null for a model that was loaded (its card has the figures) and where no images were held out.
    /// </summary>
    public EvaluationResult? HeldOut { get; }

    private (XRayDataset Readable, EvaluatedImage[] Images, int SeenImages) Score(
        ImageScorer scorer, XRayDataset dataset, bool includeSeen, IProgress<PredictionProgress>? progress, CancellationToken cancellationToken)
    {
        Dictionary<string, string> classes = ClassesOf(dataset);
        HashSet<string> seen = includeSeen ? [] : [.. Card.ImageHashes.Training, .. Card.ImageHashes.Validation];
        IReadOnlyList<Outcome> outcomes =
            scorer.ScoreMany(dataset.Images, (image, score) => Look(image, seen, score, cancellationToken), progress, cancellationToken);

        XRayDataset readable = dataset.WithoutUnreadable(
            [.. dataset.Images.Zip(outcomes).Where(p => p.Second.Failure is not null).Select(p => (p.First, p.Second.Failure!))]);
        EvaluatedImage[] images =
        [
            .. dataset.Images.Zip(outcomes).Where(p => p.Second.Prediction is not null)
                .Select(p => new EvaluatedImage(p.First, classes[p.First.Label!], p.Second.Prediction!)),
        ];
        return (readable, images, outcomes.Count(o => o.IsSeen));
    }

    private Outcome Look(XRayImage image, HashSet<string> seen, Func<GrayImage, Prediction> score, CancellationToken cancellationToken)
    {
        GrayImage pixels;
        try
        {
            pixels = image.Encoded.Decode(Card.Network.InputWidth, Card.Network.InputHeight, cancellationToken);
        }
        catch (ImageFormatException e)
        {
            return new Outcome(null, IsSeen: false, e.Reason);
        }

        return seen.Contains(PixelHash.Of(pixels))
            ? new Outcome(null, IsSeen: true, null)
            : new Outcome(Reasoned(score(pixels), image.Encoded), IsSeen: false, null);
    }

    private static DatasetException NothingToEvaluate(XRayDataset dataset, int seenImages) => new(
        $"Dataset '{dataset.Name}' leaves nothing to evaluate on: the model has seen all of its {seenImages} images in training. Evaluate on other " +
            $"images, or include seen ones on purpose.",
        dataset.Root);

    /// <summary>The model's class for each class of a dataset.</summary>
    private Dictionary<string, string> ClassesOf(XRayDataset dataset) =>
        dataset.ClassNames.ToDictionary(c => c, c => ClassOf(c, dataset), StringComparer.Ordinal);

    private string ClassOf(string label, XRayDataset dataset) =>
        new ClassIndex(ClassNames).Meant(label) is { } index ? ClassNames[index]
        : throw new DatasetException(
            $"Class '{label}' of dataset '{dataset.Name}' is not one of the model's: {string.Join(", ", ClassNames)}. Choose the classes to evaluate on.",
                dataset.Root);

    /// <summary>What became of one image: a prediction, or why there is none.</summary>
    private readonly record struct Outcome(Prediction? Prediction, bool IsSeen, string? Failure);
}

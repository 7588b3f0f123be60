using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Scoring;

namespace CovidClassifier.Explanation;

/// <summary>
/// Explains images by a model: one on all cores, or many, each on one. Networks are opened when they are first asked for. Serves all threads.
/// </summary>
/// <param name="model">What the model is made of.</param>
/// <param name="classNames">In the order of its scores.</param>
/// <param name="width">Columns of its input.</param>
/// <param name="height">Rows of its input.</param>
/// <param name="scorer">Of the same model, whose sessions serve here too; not owned. Null: sessions of its own.</param>
internal sealed class ImageExplainer(IScoringModel model, IReadOnlyList<string> classNames, int width, int height, ImageScorer? scorer = null) : IDisposable
{
    private readonly Lazy<ExplainedNetwork> _onAllCores = new(() => new ExplainedNetwork(model, classNames, width, height, threads: 0, scorer?.OnAllCores));
    private readonly Lazy<ExplainedNetwork> _onOneCore = new(() => new ExplainedNetwork(model, classNames, width, height, threads: 1, scorer?.OnOneCore));

    /// <summary>For work that shares the cores out by itself.</summary>
    public ExplainedNetwork OnOneCore => _onOneCore.Value;

    /// <param name="image">A file, or its bytes.</param>
    /// <param name="label">Position of the class to explain; null: the predicted one.</param>
    /// <param name="method">How.</param>
    /// <param name="progress">Told by methods that score many changed copies of the image.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public ImageExplanation Explain(
        XRayImage image, int? label, ExplanationMethod method, IProgress<ExplanationProgress>? progress, CancellationToken cancellationToken) =>
        Explain(_onAllCores.Value, image, label, method, progress, cancellationToken);

    /// <summary>One explanation per image, in the order given; each on one core.</summary>
    public IReadOnlyList<ImageExplanation> ExplainMany(
        IEnumerable<XRayImage> images, int? label, ExplanationMethod method, IProgress<PredictionProgress>? progress, CancellationToken cancellationToken) =>
        ParallelMap.Map(images, image => Explain(OnOneCore, image, label, method, null, cancellationToken), progress, cancellationToken);

    public void Dispose()
    {
        _onAllCores.DisposeIfMade();
        _onOneCore.DisposeIfMade();
    }

    private ImageExplanation Explain(
        ExplainedNetwork network, XRayImage image, int? label, ExplanationMethod method, IProgress<ExplanationProgress>? progress,
            CancellationToken cancellationToken)
    {
        ImageSource source = image.Encoded.InMemory();
        GrayImage pixels = source.Decode(width, height, cancellationToken);
        Finding finding = method.Explain(network, pixels, label, progress, cancellationToken);
        (int imageWidth, int imageHeight) = source.Size();
        return new ImageExplanation(source, finding.Prediction, classNames[finding.Label], method, new HeatMap(finding.Relevance, imageWidth, imageHeight));
    }
}

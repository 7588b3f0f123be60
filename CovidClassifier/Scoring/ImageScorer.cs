using CovidClassifier.Evaluation.Conformal;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Scoring;

/// <summary>The one way to run a model over images: one image takes all cores; of many, each takes one. Serves all threads. Owns native sessions.</summary>
internal sealed class ImageScorer : IDisposable
{
    private readonly IReadOnlyList<string> _classNames;
    private readonly ConformalSets? _sets;
    private readonly IScorer _onAllCores;
    private readonly Lazy<IScorer> _onOneCore;

    /// <param name="model">What the model is made of.</param>
    /// <param name="classNames">In the order of its scores.</param>
    /// <param name="width">Columns of its input.</param>
    /// <param name="height">Rows of its input.</param>
    /// <param name="sets">Which labels an image may have; null: nothing is said of that.</param>
    /// <exception cref="ArgumentException">The model does not take such images, or tells another number of classes apart.</exception>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph.</exception>
    public ImageScorer(IScoringModel model, IReadOnlyList<string> classNames, int width, int height, ConformalSets? sets = null)
    {
        _classNames = classNames;
        _sets = sets;
        _onAllCores = model.Open(threads: 0);
        _onOneCore = new Lazy<IScorer>(() => model.Open(threads: 1));
        try
        {
            _onAllCores.RequireFit(classNames.Count, width, height);
        }
        catch
        {
            _onAllCores.Dispose();
            throw;
        }
    }

    /// <summary>The session for one image at a time; owned by this scorer.</summary>
    public Lazy<IScorer> OnAllCores => new(_onAllCores);

    /// <summary>The session for many images at once; owned by this scorer.</summary>
    public Lazy<IScorer> OnOneCore => _onOneCore;

    /// <exception cref="NetworkException">The model gives no number for this image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Prediction Score(GrayImage image, CancellationToken cancellationToken = default) =>
        WithSet(_onAllCores.Score(image, _classNames, cancellationToken));

    /// <summary>Scores images of the model's input size in one run.</summary>
    /// <param name="images">One or more.</param>
    /// <param name="isOneOfMany">True where other batches are scored at the same time: this one then takes one core.</param>
    /// <param name="cancellationToken">Looked at between two nodes.</param>
    /// <returns>One prediction per image, in the order given.</returns>
    /// <exception cref="NetworkException">The model gives no number for an image.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Prediction[] ScoreBatch(IReadOnlyList<GrayImage> images, bool isOneOfMany, CancellationToken cancellationToken)
    {
        using NamedValues batch = PixelInput.Of(images);
        return WithSets((isOneOfMany ? _onOneCore.Value : _onAllCores).Predict(batch, _classNames, cancellationToken));
    }

    /// <summary>Scores pixels as the network takes them, in one run on all cores.</summary>
    /// <param name="pixels">N x height x width, gray 0..255.</param>
    /// <param name="width">Columns of the model's input.</param>
    /// <param name="height">Rows of the model's input.</param>
    /// <param name="cancellationToken">Looked at between two nodes.</param>
    /// <inheritdoc cref="ScoreBatch" path="/exception"/>
    public Prediction[] ScorePixels(ReadOnlySpan<float> pixels, int width, int height, CancellationToken cancellationToken)
    {
        using var batch = new NamedValues();
        pixels.CopyTo(batch.AddFloats(NetworkGraph.Pixels, pixels.Length / (width * height), 1, height, width));
        return WithSets(_onAllCores.Predict(batch, _classNames, cancellationToken));
    }

    /// <summary>Scores whatever <paramref name="work"/>, called on several threads, hands to the scorer that it is given.</summary>
    /// <returns>One result per image, in the order given.</returns>
    public IReadOnlyList<TResult> ScoreMany<TImage, TResult>(
        IEnumerable<TImage> images, Func<TImage, Func<GrayImage, Prediction>, TResult> work, IProgress<PredictionProgress>? progress,
            CancellationToken cancellationToken)
    {
        // a session for one core is not worth loading for one image
        IScorer scorer = images.TryGetNonEnumeratedCount(out int count) && count == 1 ? _onAllCores : _onOneCore.Value;
        return ParallelMap.Map(
            images, image => work(image, pixels => WithSet(scorer.Score(pixels, _classNames, cancellationToken))), progress, cancellationToken);
    }

    /// <summary>Scores images of the model's input size.</summary>
    /// <param name="images">Taken one by one as cores become free.</param>
    /// <param name="decode">Gives an image's pixels; called on several threads.</param>
    /// <param name="progress">Told after each image, from worker threads; or null.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>One prediction per image, in the order given.</returns>
    public IReadOnlyList<Prediction> ScoreMany<T>(
        IEnumerable<T> images, Func<T, GrayImage> decode, IProgress<PredictionProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ScoreMany(images, (image, score) => score(decode(image)), progress, cancellationToken);

    private Prediction WithSet(Prediction prediction) => _sets is null ? prediction : prediction.With(_sets);

    private Prediction[] WithSets(Prediction[] predictions) => Array.ConvertAll(predictions, WithSet);

    public void Dispose()
    {
        _onAllCores.Dispose();
        _onOneCore.DisposeIfMade();
    }
}

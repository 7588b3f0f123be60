using CovidClassifier.Data.Facts;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;

namespace CovidClassifier.Explanation;

/// <summary>
/// A model's network, taken apart for explanations: each part is made when a method first asks for it, and kept. Serves all threads. Owns native sessions.
/// </summary>
internal sealed class ExplainedNetwork : IDisposable
{
    private readonly Lazy<ScoredGraph> _graph;
    private readonly Lazy<OnnxSession> _front;
    private readonly Lazy<MapGradient> _gradient;
    private readonly Lazy<ChannelWeights> _channelWeights;
    private readonly Lazy<IScorer> _scorer;
    private readonly Lazy<IScorer>? _ownScorer;

    /// <param name="model">What the model is made of; without one graph, only its scores can be asked for.</param>
    /// <param name="classNames">In the order of its scores.</param>
    /// <param name="width">Columns of its input.</param>
    /// <param name="height">Rows of its input.</param>
    /// <param name="threads">Threads inside one run; 0 takes one per core.</param>
    /// <param name="scorer">Of the same model and threads, not owned; null: the network opens one of its own.</param>
    public ExplainedNetwork(IScoringModel model, IReadOnlyList<string> classNames, int width, int height, int threads, Lazy<IScorer>? scorer = null)
    {
        ClassNames = classNames;
        _graph = new(() => new ScoredGraph(model.Graph, width, height));
        _front = new(() => new OnnxSession(Graph.Front(), threads, provider: model.Provider));
        _gradient = new(() => new MapGradient(Graph, threads));
        _channelWeights = new(() => new ChannelWeights(Graph, threads));
        _ownScorer = scorer is null ? new(() => model.Open(threads)) : null;
        _scorer = scorer ?? _ownScorer!;
    }

    public IReadOnlyList<string> ClassNames { get; }

    /// <exception cref="NetworkException">The model is no one graph, has no spatial map, or no gradient behind it.</exception>
    public MapGradient Gradient
    {
        get
        {
            RequireMaps();
            return _gradient.Value;
        }
    }

    /// <exception cref="NetworkException">The network has no spatial map, or its logits are more than weighted sums of channel means.</exception>
    public ChannelWeights ChannelWeights
    {
        get
        {
            RequireMaps();
            return _channelWeights.Value;
        }
    }

    private ScoredGraph Graph => _graph.Value;

    public int IndexOf(string className) => new ClassIndex(ClassNames).Of(className);

    /// <summary>Scores one image as it is.</summary>
    /// <exception cref="NetworkException">The network gives no number for this image.</exception>
    public Prediction Predict(GrayImage pixels, CancellationToken cancellationToken) => _scorer.Value.Score(pixels, ClassNames, cancellationToken);

    /// <summary>Scores changed copies of an image in one batch.</summary>
    /// <param name="count">How many.</param>
    /// <param name="width">Columns of each.</param>
    /// <param name="height">Rows of each.</param>
    /// <param name="fill">Writes the pixels of copy i.</param>
    /// <param name="cancellationToken">Looked at between two nodes.</param>
    /// <returns>Probabilities of the classes, for each copy.</returns>
    /// <exception cref="NetworkException">The network gives no number for a copy.</exception>
    public float[][] Score(int count, int width, int height, FillImage fill, CancellationToken cancellationToken)
    {
        using NamedValues inputs = new();
        Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, count, 1, height, width);
        for (int i = 0; i < count; i++)
        {
            fill(i, pixels.Slice(i * width * height, width * height));
        }

        return _scorer.Value.Score(inputs, ClassNames.Count, cancellationToken);
    }

    /// <summary>Runs the network up to its last maps, and to the scores.</summary>
    /// <exception cref="NetworkException">The network gives no number for this image, or has no spatial map.</exception>
    public ForwardPass See(GrayImage pixels, CancellationToken cancellationToken)
    {
        RequireMaps();
        using NamedValues input = PixelInput.Of(pixels);
        NamedValues outputs = _front.Value.Run(
            input, [.. Graph.Maps.Select(m => m.Tensor), ScoringGraph.Score, ScoringGraph.PredictedLabels], cancellationToken);
        try
        {
            return new ForwardPass(Scorer.ToPrediction(outputs, ClassNames), outputs);
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _gradient.DisposeIfMade();
        _channelWeights.DisposeIfMade();
        _ownScorer?.DisposeIfMade();
        _front.DisposeIfMade();
    }

    private void RequireMaps()
    {
        if (Graph.Maps.Count == 0)
        {
            throw new NetworkException(
                "The network has no spatial map, made by a convolution, before its logits, so there is no place to point at inside it; explain it with " +
                    "occlusion or rise, which need the scores alone.");
        }
    }
}

using System.Collections.Concurrent;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>A head that stays a transformer of ML.NET: trees, and whatever trainer a caller brings. Serves all threads. Owns the transformer.</summary>
internal sealed class TransformerHead : IDisposable
{
    // what a probability of 0 counts as
    private const float LeastProbability = 1e-7f;
    private const double RoundingError = 1e-3;

    private readonly MLContext _context;
    private readonly int _featureCount;
    private readonly ConcurrentBag<PredictionEngine<TrainerRow, TrainerScore>> _engines = [];
    private volatile bool _disposed;

    /// <param name="context">Where it was trained or loaded.</param>
    /// <param name="transformer">Columns <see cref="FeatureGraph.Features"/> and <see cref="TrainerColumns.Image"/> in, <see cref="TrainerColumns.Score"/>
    /// out.</param>
    /// <param name="featureCount">Features per image.</param>
    /// <param name="classCount">Scores per image.</param>
    /// <param name="givesProbabilities">Whether the scores are probabilities, or logits.</param>
    /// <param name="takesImage">Whether it reads the image rather than the features.</param>
    public TransformerHead(MLContext context, ITransformer transformer, int featureCount, int classCount, bool givesProbabilities, bool takesImage)
    {
        _context = context;
        _featureCount = featureCount;
        Transformer = transformer;
        ClassCount = classCount;
        GivesProbabilities = givesProbabilities;
        TakesImage = takesImage;
    }

    public ITransformer Transformer { get; }

    public int ClassCount { get; }

    public bool GivesProbabilities { get; private set; }

    public bool TakesImage { get; }

    /// <summary>A head that has just been trained: whether its scores are probabilities is told by those of some images.</summary>
    /// <param name="context">Where it was trained.</param>
    /// <param name="transformer">As for the constructor; owned from here on.</param>
    /// <param name="classCount">Scores per image.</param>
    /// <param name="takesImage">Whether it reads the image rather than the features.</param>
    /// <param name="some">Features, and the image where it takes one; at least one.</param>
    public static TransformerHead OfTrained(
        MLContext context, ITransformer transformer, int classCount, bool takesImage, IReadOnlyList<(float[] Features, Func<byte[]>? Image)> some)
    {
        var head = new TransformerHead(context, transformer, some[0].Features.Length, classCount, givesProbabilities: false, takesImage);
        try
        {
            float[][] scores = [.. some.Select(s => head.Scores(s.Features, s.Image))];
            RequireDifferent(scores, some);
            head.GivesProbabilities = AreProbabilities(scores);
            return head;
        }
        catch
        {
            head.Dispose();
            throw;
        }
    }

    private static void RequireDifferent(float[][] scores, IReadOnlyList<(float[] Features, Func<byte[]>? Image)> some)
    {
        bool areAlike = scores.Length > 1 && scores.All(s => s.AsSpan().SequenceEqual(scores[0]));
        if (areAlike && some.Any(s => !s.Features.AsSpan().SequenceEqual(some[0].Features)))
        {
            float least = some.Min(s => s.Features.Min()), most = some.Max(s => s.Features.Max());
            string given = FormattableString.Invariant($"It was given numbers from {least} to {most}");
            throw new ArgumentException(
                $"the trainer gives all of {scores.Length} different images the same scores, so that it has learned nothing. {given}: a linear trainer wants " +
                $"small ones, so put ml.Transforms.NormalizeMeanVariance(\"{FeatureGraph.Features}\") before it (Append); trees want more images than a leaf " +
                "must hold.");
        }
    }

    /// <summary>Whether every row of scores sums to 1 and none is below 0.</summary>
    public static bool AreProbabilities(IEnumerable<float[]> scores) => scores.All(s => s.All(v => v >= 0) && Math.Abs(s.Sum() - 1) < RoundingError);

    /// <summary>The columns' types for rows of one length.</summary>
    public static SchemaDefinition Schema(int featureCount)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TrainerRow), SchemaDefinition.Direction.Read);
        // one row of a graph's output, as the saved pipeline has it
        schema[FeatureGraph.Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, featureCount);
        return schema;
    }

    /// <summary>The scores of one image.</summary>
    /// <exception cref="ObjectDisposedException">The head is disposed.</exception>
    public float[] Scores(float[] features, Func<byte[]>? image)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        PredictionEngine<TrainerRow, TrainerScore> engine = _engines.TryTake(out PredictionEngine<TrainerRow, TrainerScore>? idle) ? idle : Open();
        try
        {
            return [.. engine.Predict(new TrainerRow(features, image)).Score];
        }
        finally
        {
            _engines.Add(engine);
            if (_disposed)
            {
                DisposeEngines();
            }
        }
    }

    /// <summary>The logits of one image: their softmax is what the scores say.</summary>
    public float[] Logits(float[] features, Func<byte[]>? image)
    {
        float[] scores = Scores(features, image);
        return GivesProbabilities ? Array.ConvertAll(scores, p => MathF.Log(MathF.Max(p, LeastProbability))) : scores;
    }

    /// <summary>The same in a graph, from a tensor of scores.</summary>
    public static string AppendLogits(GraphBuilder builder, string scores, bool givesProbabilities) =>
        givesProbabilities ? builder.Add("Log", [builder.Add("Max", [scores, builder.Constant(LeastProbability)])]) : builder.Add("Identity", [scores]);

    /// <summary>A second call does nothing.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        DisposeEngines();
        (Transformer as IDisposable)?.Dispose();
    }

    // the transformer is the head's, not an engine's: others go on with it
    private PredictionEngine<TrainerRow, TrainerScore> Open() => _context.Model.CreatePredictionEngine<TrainerRow, TrainerScore>(
        Transformer, new PredictionEngineOptions { IgnoreMissingColumns = false, InputSchemaDefinition = Schema(_featureCount), OwnsTransformer = false });

    private void DisposeEngines()
    {
        while (_engines.TryTake(out PredictionEngine<TrainerRow, TrainerScore>? engine))
        {
            engine.Dispose();
        }
    }
}

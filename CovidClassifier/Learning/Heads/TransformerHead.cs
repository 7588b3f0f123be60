using System.Collections.Concurrent;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Learning.Heads;

/// <summary>A head that stays a transformer of ML.NET: trees, and whatever trainer a caller brings. Serves all threads.</summary>
internal sealed class TransformerHead : IDisposable
{
    // what a probability of 0 counts as
    private const float LeastProbability = 1e-7f;
    private const double RoundingError = 1e-3;

    private readonly MLContext _context;
    private readonly int _featureCount;
    private readonly ConcurrentBag<PredictionEngine<TrainerRow, TrainerScore>> _engines = [];

    /// <param name="context">Where it was trained or loaded.</param>
    /// <param name="transformer">Columns <see cref="FeatureGraph.Features"/> and <see cref="TrainerColumns.Image"/> in, <see cref="TrainerColumns.Score"/> out.</param>
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

    public bool GivesProbabilities { get; }

    public bool TakesImage { get; }

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
    public float[] Scores(float[] features, Func<byte[]>? image)
    {
        if (!_engines.TryTake(out PredictionEngine<TrainerRow, TrainerScore>? engine))
        {
            engine = _context.Model.CreatePredictionEngine<TrainerRow, TrainerScore>(Transformer, ignoreMissingColumns: false, Schema(_featureCount));
        }

        float[] scores = [.. engine.Predict(new TrainerRow(features, image)).Score];
        _engines.Add(engine);
        return scores;
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

    public void Dispose()
    {
        while (_engines.TryTake(out PredictionEngine<TrainerRow, TrainerScore>? engine))
        {
            engine.Dispose();
        }
    }
}

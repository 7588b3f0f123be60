using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Guarding;
using CovidClassifier.Learning;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Scoring;

/// <summary>
/// A model whose head stays a transformer of ML.NET: pixels, a graph to features, the head, and a graph from its scores to probabilities and label.
/// </summary>
/// <param name="Features">The bytes of the graph to features.</param>
/// <param name="Head">Features, or the image, to scores.</param>
/// <param name="Decision">The bytes of the graph behind the head.</param>
internal sealed record HeadScoringModel(byte[] Features, TransformerHead Head, byte[] Decision) : IScoringModel
{
    /// <summary>The column, and the decision graph's input, that holds the head's scores.</summary>
    public const string HeadScore = "HeadScore";

    public byte[] Graph => throw new NetworkException(
        "The model's head is a transformer of ML.NET and no ONNX graph, so that the model can be saved as a zip only (Save); a linear head (maxent, sdca, " +
            "svm, mean) gives an ONNX file, too, and explanations by gradients; occlusion and rise explain this one.");

    public long Bytes => Features.Length + Decision.Length;

    /// <param name="learned">Graph and head.</param>
    /// <param name="rule">Class names in the order of the scores, and how a label is chosen.</param>
    /// <param name="calibrate">As for <see cref="ScoringGraph.Build"/>.</param>
    /// <param name="guard">Tells strange images, in the graph to features; null: nothing does.</param>
    public static HeadScoringModel Of(LearnedHead learned, DecisionRule rule, Func<GraphBuilder, string, string>? calibrate, InputGuard? guard)
    {
        ModelProto features = learned.Features.Model.Clone();
        if (guard is not null)
        {
            GuardGraph.Append(features, guard, learned.Features.Width, learned.Features.Height);
        }

        ModelProto decision = OnnxFile.Create("decision");
        var builder = new GraphBuilder(decision.Graph);
        int classes = learned.Head.ClassCount;
        string logits = TransformerHead.AppendLogits(builder, builder.Input(HeadScore, -1, classes), learned.Head.GivesProbabilities);
        builder.AddAs(NetworkGraph.Logits, "Identity", [logits]);
        var network = new NetworkGraph(decision, learned.Features.Width, learned.Features.Height, classes);
        return new HeadScoringModel(features.ToByteArray(), learned.Head, ScoringGraph.Build(network, rule, calibrate).ToByteArray());
    }

    public ExecutionProvider Provider { get; init; }

    public IScoringModel On(ExecutionProvider provider)
    {
        // features have no scale of their own: they are compared as shares of the largest
        ProviderSelfTest.Require(
            OnnxFile.Parse(Features, "The model's network"), FeatureGraph.Features, row =>
                row.Select(f => (double)f / Math.Max(1e-6f, row.Max(Math.Abs))), provider);
        return this with { Provider = provider };
    }

    public IScoringModel WithNetwork(Func<byte[], byte[]> change) => Head.TakesImage
        ? throw new NetworkException("The model's trainer takes the picture itself, so that there is no network whose weights could be changed.")
        : this with { Features = change(Features) };

    public IScoringModel Decide(DecisionRule rule, FittedCalibration calibration) =>
        this with { Decision = ScoringGraph.Decide(ScoringGraph.NetworkOf(Decision), rule, calibration).ToByteArray() };

    public IScorer Open(int threads) => new HeadScorer(this, threads);

    public void Dispose() => Head.Dispose();
}

using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Scoring;

/// <summary>A model that is one ONNX graph.</summary>
/// <param name="Graph">The scoring graph's bytes.</param>
internal sealed record GraphScoringModel(byte[] Graph) : IScoringModel
{
    public ExecutionProvider Provider { get; init; }

    public long Bytes => Graph.Length;

    public IScoringModel On(ExecutionProvider provider)
    {
        ProviderSelfTest.Require(OnnxFile.Parse(Graph, "The model's network"), ScoringGraph.Score, row => row.Select(p => (double)p), provider);
        return this with { Provider = provider };
    }

    public IScoringModel WithNetwork(Func<byte[], byte[]> change) => this with { Graph = change(Graph) };

    public IScoringModel Decide(DecisionRule rule, FittedCalibration calibration) =>
        this with { Graph = ScoringGraph.Decide(ScoringGraph.NetworkOf(Graph), rule, calibration).ToByteArray() };

    public IScorer Open(int threads) => new Scorer(Graph, threads, Provider);

    public void Dispose()
    {
        // a graph in managed memory
    }
}

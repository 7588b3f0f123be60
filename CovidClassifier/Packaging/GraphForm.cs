namespace CovidClassifier.Packaging;

/// <summary>A model that is one ONNX graph.</summary>
internal sealed class GraphForm(byte[] graph) : IModelForm
{
    public byte[] Graph => graph;

    public long Bytes => graph.Length;

    public IModelForm WithNetwork(Func<byte[], byte[]> change) => new GraphForm(change(graph));

    public IScorer Open(int threads) => new Scorer(graph, threads);

    public void Write(Stream destination, ModelCard card, DecisionRule rule) => ModelZip.Write(destination, graph, card, rule);
}

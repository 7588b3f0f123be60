using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Scoring;

namespace CovidClassifier.Explanation.Checks;

/// <summary>A model's network several times over, each with its weights in another random order, to compare maps with. Owns native sessions.</summary>
internal sealed class RandomisedMaps : IDisposable
{
    private const int Networks = 3;

    // the cells of a fine map, few enough to rank in no time
    private const int ComparedSide = 28;

    private readonly ExplainedNetwork[] _networks;

    /// <param name="model">What the model is made of.</param>
    /// <param name="classNames">In the order of its scores.</param>
    /// <param name="width">Columns of its input.</param>
    /// <param name="height">Rows of its input.</param>
    /// <param name="seed">Decides the orders.</param>
    public RandomisedMaps(IScoringModel model, IReadOnlyList<string> classNames, int width, int height, Seed seed) => _networks =
    [
        .. Enumerable.Range(0, Networks).Select(i => new ExplainedNetwork(
            model.WithNetwork(graph => RandomWeights.Of(graph, seed.For("random weights").For(i))), classNames, width, height, threads: 1)),
    ];

    /// <summary>Mean rank correlation of a map with the maps of the same image and label by these networks.</summary>
    public double Similarity(HeatMap map, GrayImage pixels, int label, ExplanationMethod method, CancellationToken cancellationToken) =>
        _networks.Average(network =>
    {
        Finding finding = method.Explain(network, pixels, label, progress: null, cancellationToken);
        double correlation = RankCorrelation.Of(Compared(map), Compared(new HeatMap(finding.Relevance, map.Width, map.Height)));
        return double.IsNaN(correlation) ? 0 : correlation;
    });

    public void Dispose() => Array.ForEach(_networks, n => n.Dispose());

    private static float[] Compared(HeatMap map) => map.ToArray(ComparedSide, ComparedSide);
}

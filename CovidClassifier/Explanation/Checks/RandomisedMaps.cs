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

    public RandomisedMaps(IScoringModel form, ModelCard card, Seed seed, int threads) => _networks =
        [.. Enumerable.Range(0, Networks).Select(i => new ExplainedNetwork(form.WithNetwork(graph => RandomWeights.Of(graph, seed.For("random weights").For(i))), card, threads))];

    /// <summary>Mean rank correlation of a map with the maps of the same image and label by these networks.</summary>
    public double Similarity(HeatMap map, GrayImage pixels, int label, ExplanationMethod method, CancellationToken cancellationToken) => _networks.Average(network =>
    {
        Finding finding = method.Explain(network, pixels, label, progress: null, cancellationToken);
        double correlation = RankCorrelation.Of(Compared(map), Compared(new HeatMap(finding.Relevance, map.Width, map.Height)));
        return double.IsNaN(correlation) ? 0 : correlation;
    });

    public void Dispose() => Array.ForEach(_networks, n => n.Dispose());

    private static float[] Compared(HeatMap map) => map.ToArray(ComparedSide, ComparedSide);
}

using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation.Checks;

/// <summary>Hides and shows an image's places in some order, and measures what becomes of a label.</summary>
internal sealed class RemovalCurves(ExplainedNetwork network, GrayImage image, int label)
{
    private const int Steps = 20;

    // places of a random order are as large as those of a coarse map: single pixels would be noise to the network, not places
    private const int RandomSide = 14;

    private readonly MaskedCopies _copies = new(image);

    /// <summary>In the order of a map.</summary>
    public RemovalAreas Of(Grid relevance, CancellationToken cancellationToken) =>
        Measure(relevance.Resampled(image.Width, image.Height).Values, cancellationToken);

    /// <summary>The mean over some random orders.</summary>
    public RemovalAreas OfRandom(int orders, Seed seed, CancellationToken cancellationToken)
    {
        RemovalAreas[] areas =
        [
            .. Enumerable.Range(0, orders).Select(order =>
            {
                RandomStream random = seed.For("removal order").For(order).Open();
                var relevance = new Grid(RandomSide, RandomSide);
                for (int i = 0; i < relevance.Values.Length; i++)
                {
                    relevance.Values[i] = (float)random.NextDouble();
                }

                return Of(relevance, cancellationToken);
            }),
        ];
        return new RemovalAreas(areas.Average(a => a.Deletion), areas.Average(a => a.Insertion));
    }

    private RemovalAreas Measure(float[] relevance, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, relevance.Length).OrderByDescending(i => relevance[i])];
        return new RemovalAreas(
            Area(order, shown: 1, changed: 0, cancellationToken),
            Area(order, shown: 0, changed: 1, cancellationToken));
    }

    private double Area(int[] order, float shown, float changed, CancellationToken cancellationToken)
    {
        var visibility = new float[order.Length];
        float[][] scores = network.Score(
            Steps + 1,
            image.Width,
            image.Height,
            (step, copy) =>
            {
                visibility.AsSpan().Fill(shown);
                foreach (int pixel in order.AsSpan(0, (int)((long)order.Length * step / Steps)))
                {
                    visibility[pixel] = changed;
                }

                _copies.Write(visibility, copy);
            },
            cancellationToken);
        double[] probabilities = [.. scores.Select(s => (double)s[label])];
        return (probabilities.Sum() - (probabilities[0] + probabilities[^1]) / 2) / Steps;
    }
}

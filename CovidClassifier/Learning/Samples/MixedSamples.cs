using System.Buffers;
using CovidClassifier.Foundation;

namespace CovidClassifier.Learning.Samples;

/// <summary>
/// Samples each mixed with one of its class from another source: share x one + (1 - share) x the other, the share from Beta(alpha, alpha), so that what tells
/// sources apart fades and what both share stays (mixup, Zhang et al., ICLR 2018, within a class and across sources as in LISA, Yao et al., ICML 2022). A
/// sample whose class has one source stays as it is; epoch 0 is not mixed.
/// </summary>
internal sealed class MixedSamples : ISampleSource
{
    private readonly ISampleSource _samples;
    private readonly double _alpha;
    private readonly Seed _seed;
    private readonly int[][] _partners;

    /// <param name="samples">What is mixed.</param>
    /// <param name="alpha">Above 0: near 0 hardly mixes, 1 mixes evenly.</param>
    /// <param name="seed">Partners and shares depend on it, the epoch and the sample alone.</param>
    /// <exception cref="TrainingException">No class has samples of two sources.</exception>
    public MixedSamples(ISampleSource samples, double alpha, Seed seed)
    {
        _samples = samples;
        _alpha = alpha;
        _seed = seed.For("mixup");
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        Dictionary<(int, int), int[]> others = all.Select(i => (samples.Label(i), samples.Source(i))).Distinct()
            .ToDictionary(g => g, g => Array.FindAll(all, i => samples.Label(i) == g.Item1 && samples.Source(i) != g.Item2));
        _partners = Array.ConvertAll(all, i => others[(samples.Label(i), samples.Source(i))]);
        if (_partners.All(p => p.Length == 0))
        {
            throw new TrainingException(
                "Mixup between sources needs a class with training images of two sources, but every class has those of one; leave it out, or name the images' "
                    + "sources.");
        }
    }

    public int Count => _samples.Count;

    public long[] SampleShape => _samples.SampleShape;

    public int Label(int sample) => _samples.Label(sample);

    public int Source(int sample) => _samples.Source(sample);

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        _samples.Fill(epoch, sample, destination);
        if (epoch == 0 || _partners[sample].Length == 0)
        {
            return;
        }

        RandomStream random = _seed.For(epoch).For(sample).Open();
        int partner = _partners[sample][random.Below(_partners[sample].Length)];
        float share = (float)Beta(_alpha, random);
        float[] other = ArrayPool<float>.Shared.Rent(destination.Length);
        _samples.Fill(epoch, partner, other.AsSpan(0, destination.Length));
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = other[i] + share * (destination[i] - other[i]);
        }

        ArrayPool<float>.Shared.Return(other);
    }

    // the larger share is the sample's own, so that its source's weight stays its own
    private static double Beta(double alpha, RandomStream random)
    {
        double first = Gamma(alpha, random), second = Gamma(alpha, random);
        double share = first + second > 0 ? first / (first + second) : 0.5;
        return Math.Max(share, 1 - share);
    }

    // Marsaglia and Tsang, "A simple method for generating gamma variables", ACM Transactions on Mathematical Software 26, 2000; below 1 by their boost
    private static double Gamma(double shape, RandomStream random)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        }

        double d = shape - 1 / 3.0, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.Normal(), v = Math.Pow(1 + c * x, 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
            {
                return d * v;
            }
        }
    }
}

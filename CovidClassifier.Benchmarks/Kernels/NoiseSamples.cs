using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>Noise of 0 to <paramref name="limit"/> - 1 with alternating labels.</summary>
internal sealed class NoiseSamples(int count, int limit, params long[] shape) : ISampleSource
{
    public int Count => count;

    public long[] SampleShape => shape;

    public int Label(int sample) => sample % 2;

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        RandomStream random = new Seed(1).For(sample).Open();
        foreach (ref float value in destination)
        {
            value = random.Below(limit);
        }
    }
}

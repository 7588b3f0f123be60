using CovidClassifier.Plumbing;
using CovidClassifier.Training;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>Gray noise with alternating labels.</summary>
internal sealed class NoiseSamples(int count, int side) : ISampleSource
{
    public int Count => count;

    public long[] SampleShape => [1, side, side];

    public int Label(int sample) => sample % 2;

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        RandomStream random = new Seed(1).For(sample).Open();
        foreach (ref float pixel in destination)
        {
            pixel = random.Below(256);
        }
    }
}

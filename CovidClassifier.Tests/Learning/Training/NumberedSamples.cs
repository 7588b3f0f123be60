using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Tests.Learning.Training;

/// <summary>Samples drawn in memory: noise, brighter for class 1 in one place, so that a network can learn them.</summary>
internal sealed class NumberedSamples(int count, int side, int classes = 2) : ISampleSource
{
    public int Count => count;

    public long[] SampleShape => [1, side, side];

    public int Label(int sample) => sample % classes;

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        RandomStream random = new Seed(5).For(epoch).For(sample).Open();
        for (int i = 0; i < destination.Length; i++)
        {
            int part = i * classes / destination.Length;
            destination[i] = (float)random.Uniform(0, part == Label(sample) ? 255 : 180);
        }
    }
}

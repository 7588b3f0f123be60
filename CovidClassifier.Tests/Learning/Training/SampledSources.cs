using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Tests.Learning.Training;

/// <summary>Samples of 16 x 16 with a class and a source each: as <see cref="NumberedSamples"/>, or of one gray level.</summary>
internal sealed class SampledSources(int count, Func<int, int> label, Func<int, int> source, Func<int, int, float>? gray = null) : ISampleSource
{
    private readonly NumberedSamples _numbered = new(count, 16);

    public int Count => count;

    public long[] SampleShape => [1, 16, 16];

    public int Label(int sample) => label(sample);

    public int Source(int sample) => source(sample);

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        if (gray is null)
        {
            _numbered.Fill(epoch, sample, destination);
        }
        else
        {
            destination.Fill(gray(label(sample), source(sample)));
        }
    }
}

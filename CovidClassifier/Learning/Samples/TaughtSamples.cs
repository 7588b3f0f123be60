namespace CovidClassifier.Learning.Samples;

/// <summary>Samples whose targets are in part what a teacher says of them.</summary>
/// <param name="samples">The samples.</param>
/// <param name="teacher">Its probabilities of each sample, one for each class.</param>
/// <param name="share">How much of the target they are, 0 to below 1.</param>
internal sealed class TaughtSamples(ISampleSource samples, IReadOnlyList<double[]> teacher, double share) : ISampleSource
{
    public int Count => samples.Count;

    public long[] SampleShape => samples.SampleShape;

    public int Label(int sample) => samples.Label(sample);

    public void Fill(int epoch, int sample, Span<float> destination) => samples.Fill(epoch, sample, destination);

    public void Teach(int sample, Span<float> target)
    {
        double[] said = teacher[sample];
        for (int c = 0; c < target.Length; c++)
        {
            // one output stands for the second of two classes
            target[c] = (float)((1 - share) * target[c] + share * said[target.Length == 1 ? 1 : c]);
        }
    }
}

using CovidClassifier.Plumbing;

namespace CovidClassifier.Training;

/// <summary>Fills a batch: which samples, what they look like in this epoch, their targets and weights, and the dropout masks. Everything depends on (seed, epoch, number) alone.</summary>
internal sealed class BatchWriter(ISampleSource samples, TrainingOptions options, int outputs, IReadOnlyList<DropoutMask> masks, int classes, Seed seed)
{
    private readonly double[] _classWeights = ClassWeights(samples, options.ClassWeighting, classes);

    public int BatchesPerEpoch => (samples.Count + options.BatchSize - 1) / options.BatchSize;

    public Batch Allocate() => new(options.BatchSize, samples.SampleShape, outputs, masks);

    /// <summary>The samples' order in an epoch.</summary>
    public int[] Order(int epoch)
    {
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        seed.For("order").For(epoch).Open().Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Writes batch <paramref name="number"/> (from 0) of <paramref name="epoch"/>.</summary>
    public void Write(Batch batch, int[] order, int epoch, int number)
    {
        int first = number * options.BatchSize;
        batch.Epoch = epoch;
        batch.Number = number;
        batch.Count = Math.Min(options.BatchSize, order.Length - first);
        Span<float> pixels = batch.Samples.GetTensorMutableDataAsSpan<float>();
        Span<float> targets = batch.Targets.GetTensorMutableDataAsSpan<float>();
        Span<float> weights = batch.SampleWeights.GetTensorMutableDataAsSpan<float>();
        weights.Clear();
        int length = pixels.Length / options.BatchSize;
        for (int i = 0; i < batch.Count; i++)
        {
            int sample = order[first + i];
            int label = samples.Label(sample);
            batch.Indices[i] = sample;
            samples.Fill(epoch, sample, pixels.Slice(i * length, length));
            WriteTarget(targets.Slice(i * outputs, outputs), label);
            weights[i] = (float)(_classWeights[label] / batch.Count);
        }

        Seed dropout = seed.For("dropout").For(epoch).For(number);
        for (int i = 0; i < masks.Count; i++)
        {
            masks[i].Draw(dropout.For(i), batch.Masks[i].GetTensorMutableDataAsSpan<float>());
        }
    }

    private void WriteTarget(Span<float> target, int label)
    {
        double smoothing = options.LabelSmoothing;
        double rest = smoothing / classes;
        if (target.Length == 1)
        {
            target[0] = (float)(label * (1 - smoothing) + rest);
            return;
        }

        target.Fill((float)rest);
        target[label] = (float)(1 - smoothing + rest);
    }

    private static double[] ClassWeights(ISampleSource samples, ClassWeighting weighting, int classes)
    {
        int[] counts = new int[classes];
        for (int i = 0; i < samples.Count; i++)
        {
            counts[samples.Label(i)]++;
        }

        return [.. counts.Select(n => weighting == ClassWeighting.None || n == 0 ? 1.0 : (double)samples.Count / (classes * n))];
    }
}

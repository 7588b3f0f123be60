using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// Fills a batch: which samples, what they look like in this epoch, their targets and weights, and the dropout masks. Everything depends on (seed, epoch,
/// number) alone. Not safe for several threads.
/// </summary>
internal sealed class BatchWriter(ISampleSource samples, TrainingOptions options, ShardLayout layout, int classes, Seed seed)
{
    private readonly double[] _imageWeights = WeightsOf(samples, options.ClassWeighting, classes);
    private readonly float[] _sample = new float[samples.SampleShape.Product()];

    public int BatchesPerEpoch => (samples.Count + options.BatchSize - 1) / options.BatchSize;

    public Batch Allocate() => new(options.BatchSize, layout);

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
        Seed dropout = seed.For("dropout").For(epoch).For(number);
        for (int i = 0; i < batch.Shards.Count; i++)
        {
            Write(batch.Shards[i], order.AsSpan(first, batch.Count), i * layout.Samples, batch, dropout.For(i));
        }
    }

    private void Write(BatchShard shard, ReadOnlySpan<int> order, int first, Batch batch, Seed dropout)
    {
        Span<float> targets = shard.Targets.GetTensorMutableDataAsSpan<float>();
        Span<float> weights = shard.SampleWeights.GetTensorMutableDataAsSpan<float>();
        weights.Clear();
        shard.SourceTargets?.GetTensorMutableDataAsSpan<float>().Clear();
        shard.Count = Math.Clamp(order.Length - first, 0, layout.Samples);
        for (int i = 0; i < shard.Count; i++)
        {
            int sample = order[first + i];
            int label = samples.Label(sample);
            batch.Indices[first + i] = sample;
            samples.Fill(batch.Epoch, sample, _sample);
            WriteSample(shard, i);
            WriteTarget(targets.Slice(i * layout.Outputs, layout.Outputs), label);
            (samples as TaughtSamples)?.Teach(sample, targets.Slice(i * layout.Outputs, layout.Outputs));
            if (shard.SourceTargets is { } sources)
            {
                sources.GetTensorMutableDataAsSpan<float>()[i * layout.Sources + samples.Source(sample)] = 1;
            }

            weights[i] = (float)(_imageWeights[sample] / batch.Count);
        }

        for (int i = 0; shard.Count > 0 && i < layout.Masks.Count; i++)
        {
            layout.Masks[i].Draw(dropout.For(i), shard.Masks[i].GetTensorMutableDataAsSpan<float>());
        }
    }

    private void WriteSample(BatchShard shard, int row)
    {
        for (int i = 0; i < layout.Inputs.Count; i++)
        {
            Span<float> all = shard.Samples[i].GetTensorMutableDataAsSpan<float>();
            int length = all.Length / layout.Samples;
            layout.Inputs[i].Write(_sample, all.Slice(row * length, length));
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

    private static double[] WeightsOf(ISampleSource samples, ClassWeighting weighting, int classes)
    {
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        return ImageWeights.Of(Array.ConvertAll(all, samples.Label), Array.ConvertAll(all, samples.Source), classes, weighting);
    }
}

namespace CovidClassifier.Learning.Training;

/// <summary>The memory of one training step's inputs, made once and filled again and again. Owns it.</summary>
internal sealed class Batch(int size, ShardLayout layout) : IDisposable
{
    /// <summary>Which samples the batch holds; the first <see cref="Count"/> are real.</summary>
    public int[] Indices { get; } = new int[size];

    /// <summary>Real samples; the rest have weight 0.</summary>
    public int Count { get; set; }

    public int Epoch { get; set; }

    public int Number { get; set; }

    /// <summary>The samples in order, cut into equal parts.</summary>
    public IReadOnlyList<BatchShard> Shards { get; } = [.. Enumerable.Range(0, layout.Count(size)).Select(_ => new BatchShard(layout))];

    /// <summary>The logits that the last step gave for one sample.</summary>
    public ReadOnlySpan<float> Logits(int sample)
    {
        (int shard, int row) = Math.DivRem(sample, layout.Samples);
        return Shards[shard].Logits.GetTensorDataAsSpan<float>().Slice(row * layout.Outputs, layout.Outputs);
    }

    /// <summary>Changes how much one sample counts.</summary>
    public void SetWeight(int sample, float weight)
    {
        (int shard, int row) = Math.DivRem(sample, layout.Samples);
        Shards[shard].SampleWeights.GetTensorMutableDataAsSpan<float>()[row] = weight;
    }

    public void Dispose()
    {
        foreach (BatchShard shard in Shards)
        {
            shard.Dispose();
        }
    }
}

using CovidClassifier.Onnx.Lowering;

namespace CovidClassifier.Learning.Training;

/// <summary>
/// What one run of the training graph takes. A batch is cut into shards that run side by side, each on a core of its own: one run on all cores waits for its
/// slowest part after every node, and works on tensors that leave the cache.
/// </summary>
/// <param name="Samples">Samples in a shard.</param>
/// <param name="Outputs">Logits per sample.</param>
/// <param name="Inputs">Where samples go in.</param>
/// <param name="Masks">Dropout masks, for all samples of a shard.</param>
internal sealed record ShardLayout(int Samples, int Outputs, IReadOnlyList<SampleInput> Inputs, IReadOnlyList<DropoutMask> Masks)
{
    // measured on the study's CNN and on MobileNetV2's tail: 4 to 16 differ little, 32 is slower
    private const int MostSamples = 8;

    // each shard has a gradient of its own; together they hold at most as many numbers, or there is one shard
    private const long MostGradients = 1 << 26;

    /// <summary>Sources that an adversary tells apart; 0: there is none.</summary>
    public int Sources { get; init; }

    /// <summary>Samples per shard. Depends on batch and network alone, so that the number of cores changes no result.</summary>
    public static int SamplesOf(int batchSize, long weights)
    {
        long shards = Math.Min((batchSize + MostSamples - 1) / MostSamples, Math.Max(1, MostGradients / Math.Max(1, weights)));
        return (int)((batchSize + shards - 1) / shards);
    }

    /// <summary>How many shards a batch has.</summary>
    public int Count(int batchSize) => (batchSize + Samples - 1) / Samples;
}

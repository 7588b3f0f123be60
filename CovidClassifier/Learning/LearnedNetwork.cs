using CovidClassifier.Imaging;
using CovidClassifier.Learning.Features;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Learning;

/// <summary>What a training leaves. A model that is made of it owns what is native in it from then on.</summary>
/// <param name="Network">The trained network, pixels to logits.</param>
/// <param name="History">Every epoch; empty where it does not learn by epochs.</param>
/// <param name="BestEpoch">From 1; 0 where it does not learn by epochs.</param>
internal record LearnedNetwork(NetworkGraph Network, IReadOnlyList<EpochRecord> History, int BestEpoch) : IDisposable
{
    /// <summary>Networks whose mean it is; the history is the first one's.</summary>
    public int Members { get; init; } = 1;

    /// <summary>
    /// The network's logits for images of the setup, one row each, where what they are computed from is at hand; null: the network must be run.
    /// </summary>
    public Func<XRayDataset, IReadOnlyList<float[]>>? KnownLogits { get; init; }

    /// <summary>The images at the network's size, where that is not the size of the setup; null: the setup's.</summary>
    public DecodedDataset? Images { get; init; }

    /// <summary>What ran the network while it learned, and runs it from here on.</summary>
    public ExecutionProvider Provider { get; init; }

    /// <summary>A row of logits for each image of a part, in order: the known ones, or those of a run.</summary>
    /// <param name="images">Decoded at the network's size.</param>
    /// <param name="part">Some of them.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public IReadOnlyList<float[]> Logits(DecodedDataset images, XRayDataset part, CancellationToken cancellationToken)
    {
        if (KnownLogits is not null)
        {
            return KnownLogits(part);
        }

        int[] positions = images.Positions(part);
        float[][] rows = new float[positions.Length][];
        ParallelInference.Run(
            Network.Model,
            NetworkGraph.Logits,
            positions.Length,
            Network.Width,
            Network.Height,
            (entry, pixels) => PixelScale.ToFloats(images.Pixels(positions[entry]), pixels),
            (entry, logits) => rows[entry] = logits.ToArray(),
            report: null,
            cancellationToken,
            Provider);
        return rows;
    }

    /// <summary>Gives back what is native in it, for where no model is made of it; a second call does nothing.</summary>
    public virtual void Dispose()
    {
        // a network is a graph in managed memory
    }

    /// <summary>A copy of the network with these weights in the place of its own.</summary>
    public static NetworkGraph WithWeights(NetworkGraph network, IReadOnlyDictionary<string, float[]> weights)
    {
        ModelProto trained = network.Model.Clone();
        foreach (TensorProto initializer in trained.Graph.Initializer)
        {
            if (weights.TryGetValue(initializer.Name, out float[]? values))
            {
                initializer.SetFloats(values);
            }
        }

        return network with { Model = trained };
    }
}

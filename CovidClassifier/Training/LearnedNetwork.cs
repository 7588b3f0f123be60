using CovidClassifier.Data;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Training;

/// <summary>What a learner leaves.</summary>
/// <param name="Network">The trained network, pixels to logits.</param>
/// <param name="History">Every epoch; empty where it does not learn by epochs.</param>
/// <param name="BestEpoch">From 1; 0 where it does not learn by epochs.</param>
internal record LearnedNetwork(NetworkGraph Network, IReadOnlyList<EpochRecord> History, int BestEpoch)
{
    /// <summary>The network's logits for images of the setup, one row each, where what they are computed from is at hand; null: the network must be run.</summary>
    public Func<XRayDataset, IReadOnlyList<float[]>>? KnownLogits { get; init; }

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

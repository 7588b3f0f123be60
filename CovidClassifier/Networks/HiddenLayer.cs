using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>A dense layer with ReLU between a network's penultimate features and its last layer.</summary>
internal static class HiddenLayer
{
    private const string Weight = "hidden/weights";
    private const string Bias = "hidden/bias";

    /// <summary>Its weights' names.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [Weight, Bias];

    /// <summary>The network with such a layer, its weights and those of the last layer drawn anew.</summary>
    /// <param name="network">Ends in a dense layer that reads a vector.</param>
    /// <param name="units">1 or more.</param>
    /// <param name="seed">Where the weights are drawn from.</param>
    /// <exception cref="NetworkException">The network does not end so.</exception>
    public static NetworkGraph Insert(NetworkGraph network, int units, Seed seed)
    {
        ModelProto model = network.Model.Clone();
        DenseLayer? layer = LastLayer.FindDense(model.Graph, NetworkGraph.Logits, out _);
        if (layer is null || layer.Node.OpType == "Conv" || layer.WeightSlot == 0)
        {
            throw new NetworkException(
                "A hidden layer stands before the network's last dense layer, a Gemm or MatMul of a vector, but the network does not end in one.");
        }

        long features = layer.Weights.Dims[layer.HasOutputsFirst ? 1 : 0];
        var builder = new GraphBuilder(model.Graph);
        string weight = Weights.Glorot(builder, Weight, features, units, seed, features, units);
        string sum = builder.Add("Add", [builder.Add("MatMul", [layer.Features, weight]), Weights.Zeros(builder, Bias, units)]);
        layer.Node.Input[0] = builder.Add("Relu", [sum]);
        long[] shape = layer.HasOutputsFirst ? [layer.OutputCount, units] : [units, layer.OutputCount];
        layer.Node.Input[1] = Weights.Glorot(builder, $"{layer.Weights.Name}/behind", units, layer.OutputCount, seed, shape);
        GraphOrder.Sort(model.Graph);
        GraphOrder.Prune(model.Graph);
        return network with { Model = model };
    }
}

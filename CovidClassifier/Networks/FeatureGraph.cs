using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// The part of a classifier that turns pixels into features: one graph with the input <see cref="NetworkGraph.Pixels"/> and the output <see cref="Features"/>,
/// float [N,<paramref name="Length"/>].
/// </summary>
/// <param name="Model">The graph.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Height">Rows of the input.</param>
/// <param name="Length">Features per image.</param>
internal sealed record FeatureGraph(ModelProto Model, int Width, int Height, int Length)
{
    /// <summary>Name of the output.</summary>
    public const string Features = "Features";

    /// <summary>What a reader of the model card should know of the network.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// Cuts a classifier before its last dense layer (Gemm, MatMul or 1x1 convolution), a network that ends in features behind them, or either at a named
    /// tensor. Where something other than such a layer makes the scores, before what <see cref="LastFeatures"/> finds; the features of several members stand
    /// side by side. A map is averaged over its places to one number per channel.
    /// </summary>
    /// <param name="network">Pixels to logits; not changed.</param>
    /// <param name="tensor">The tensor to take; null finds it.</param>
    /// <exception cref="NetworkException">There is no such tensor, or none is found; the message lists those that every path crosses.</exception>
    public static FeatureGraph Of(NetworkGraph network, string? tensor = null)
    {
        IReadOnlyList<string> sources = tensor is null ? Penultimate(network) : [tensor];
        Shapes shapes = network.ShapesOfOne();
        if (sources.FirstOrDefault(s => !shapes.IsFloat(s) || shapes[s] is not [1, _, ..]) is { } unfit)
        {
            throw Refuse($"The network has no tensor '{unfit}' with one row of features per image", network);
        }

        ModelProto model = GraphCut.Between(network.Model, [], [.. sources.Select(s => new ValueInfoProto { Name = s })]);
        model.Graph.Output.Clear();
        var builder = new GraphBuilder(model.Graph);
        string renamed = builder.FreshName(Features);
        GraphNames.Rename(model.Graph, Features, renamed);
        long total = 0;
        string[] rows =
        [
            .. sources.Select(source =>
            {
                IEnumerable<string> readers = network.Model.Graph.Node.Where(n => n.Input.Contains(source)).Select(n => n.OpType);
                string row = FeatureVector.Append(builder, source == Features ? renamed : source, shapes[source], readers, out long length);
                total += length;
                return row;
            }),
        ];
        builder.AddAs(Features, rows.Length == 1 ? "Identity" : "Concat", rows, rows.Length == 1 ? [] : [Attributes.Of("axis", 1)]);
        builder.Output(Features, -1, total);
        return new FeatureGraph(model, network.Width, network.Height, checked((int)total)) { Notes = network.Notes };
    }

    /// <summary>The whole network again, with a new dense layer behind the features: Glorot uniform weights and zero biases.</summary>
    public NetworkGraph WithNewHead(int outputs, Seed seed) => WithHead(outputs, (builder, features) => builder.Add(
        "Gemm",
        [features, Weights.Glorot(builder, "head.weight", Length, outputs, seed, outputs, Length), Weights.Zeros(builder, "head.bias", outputs)],
        Attributes.Of("transB", 1)));

    /// <summary>
    /// The whole network again, with whatever <paramref name="head"/> adds behind the features: it is given them and returns the tensor of logits.
    /// </summary>
    public NetworkGraph WithHead(int outputs, Func<GraphBuilder, string, string> head)
    {
        ModelProto model = Model.Clone();
        var builder = new GraphBuilder(model.Graph);
        GraphNames.Rename(model.Graph, NetworkGraph.Logits, builder.FreshName(NetworkGraph.Logits));
        builder.AddAs(NetworkGraph.Logits, "Identity", [head(builder, Features)]);
        model.Graph.Output.Clear();
        builder.Output(NetworkGraph.Logits, -1, outputs);
        return new NetworkGraph(model, Width, Height, outputs) { Notes = Notes };
    }

    private static IReadOnlyList<string> Penultimate(NetworkGraph network)
    {
        if (network.EndsInFeatures)
        {
            return [NetworkGraph.Logits];
        }

        DenseLayer? layer = LastLayer.FindDense(network.Model.Graph, NetworkGraph.Logits, out NodeProto? stopped);
        IReadOnlyList<string> features = layer is null ? LastFeatures.Of(network.Model.Graph, NetworkGraph.Logits) : [layer.Features];
        return features.Count > 0
            ? features
            : throw Refuse($"No penultimate features were found: {stopped?.Describe() ?? "the output"} is not a dense layer with constant weights", network);
    }

    private static NetworkException Refuse(string why, NetworkGraph network) =>
        new($"{why}; tensors that every path crosses: {string.Join(", ", CutPoints.Of(network).Select(p => $"{p.Tensor} [{string.Join(',', p.Shape)}]"))}. " +
            $"Name one (FreezingOptions.Features).");
}

using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Transfer;

/// <summary>Makes a network average its logits over an image and its mirror image.</summary>
internal static class MirrorAverage
{
    /// <summary>A network of the same input and output.</summary>
    public static NetworkGraph Of(NetworkGraph network)
    {
        const string both = "image and mirror image";
        ModelProto front = OnnxFile.Create("mirror");
        var builder = new GraphBuilder(front.Graph);
        string pixels = builder.Input(NetworkGraph.Pixels, -1, 1, network.Height, network.Width);
        string mirrored = builder.Add("Slice", [pixels, builder.Constant(-1L), builder.Constant(long.MinValue), builder.Constant(3L), builder.Constant(-1L)]);
        builder.AddAs(both, "Concat", [pixels, mirrored], Attributes.Of("axis", 0));
        builder.Output(both, -1, 1, network.Height, network.Width);

        ModelProto back = OnnxFile.Create("mean");
        builder = new GraphBuilder(back.Graph);
        string pair = builder.Add("Reshape", [builder.Input("each", -1, network.Outputs), builder.Constant(2L, -1, network.Outputs)]);
        builder.AddAs("mean", "ReduceMean", [pair, builder.Constant(0L)], Attributes.Of("keepdims", 0));
        builder.Output("mean", -1, network.Outputs);

        ModelProto inner = network.Model.Clone();
        ModelProto first = GraphJoin.Join(front, inner, new Dictionary<string, string> { [both] = NetworkGraph.Pixels });
        ModelProto joined = GraphJoin.Join(first, back, new Dictionary<string, string> { [first.Graph.Output[0].Name] = "each" });
        GraphNames.Rename(joined.Graph, NetworkGraph.Logits, "logits of each");
        GraphNames.Rename(joined.Graph, joined.Graph.Output[0].Name, NetworkGraph.Logits);
        return network with { Model = joined };
    }
}

using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Makes a network average its logits over an image and its mirror image.</summary>
internal static class MirrorAverage
{
    /// <summary>A network of the same input and output; its weights keep their names.</summary>
    public static NetworkGraph Of(NetworkGraph network)
    {
        ModelProto model = network.Model.Clone();
        GraphProto graph = model.Graph;
        var builder = new GraphBuilder(graph);
        SeenPixels.Change(graph, builder, "image_and_mirror_image", network.Width, network.Height, (pixels, both) =>
        {
            string mirrored =
                builder.Add("Slice", [pixels, builder.Constant(-1L), builder.Constant(long.MinValue), builder.Constant(3L), builder.Constant(-1L)]);
            builder.AddAs(both, "Concat", [pixels, mirrored], Attributes.Of("axis", 0));
        });
        string each = builder.FreshName("logits_of_each");
        GraphNames.Rename(graph, NetworkGraph.Logits, each);
        graph.Output.Clear();
        string pair = builder.Add("Reshape", [each, builder.Constant(2L, -1, network.Outputs)]);
        builder.AddAs(NetworkGraph.Logits, "ReduceMean", [pair, builder.Constant(0L)], Attributes.Of("keepdims", 0));
        builder.Output(NetworkGraph.Logits, -1, network.Outputs);
        GraphOrder.Sort(graph);
        return network with { Model = model };
    }

    /// <summary>
    /// What <see cref="Of"/> was made of, or a network that averages over nothing, as it is; from the pixels to the logits alone. Weights keep their names.
    /// </summary>
    public static NetworkGraph One(NetworkGraph network)
    {
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(network.Model.Graph);
        NodeProto? pair = network.Model.Graph.Node.FirstOrDefault(n => n.OpType == "Concat" && n.Int("axis", 1) == 0
            && n.Input is [NetworkGraph.Pixels, var mirrored] && makers.GetValueOrDefault(mirrored) is { OpType: "Slice" } slice
            && slice.Input[0] == NetworkGraph.Pixels);
        ValueInfoProto Logits(string name) => ValueInfos.Of(name, TensorProto.Types.DataType.Float, -1, network.Outputs);
        if (pair is null || makers[NetworkGraph.Logits] is not { OpType: "ReduceMean" } mean
            || makers.GetValueOrDefault(mean.Input[0]) is not { OpType: "Reshape" } reshape)
        {
            return network with { Model = GraphCut.Between(network.Model, [], [Logits(NetworkGraph.Logits)]) };
        }

        string both = pair.Output[0], each = reshape.Input[0];
        ModelProto model = GraphCut.Between(
            network.Model, [ValueInfos.Of(both, TensorProto.Types.DataType.Float, -1, 1, network.Height, network.Width)], [Logits(each)]);
        GraphNames.Rename(model.Graph, both, NetworkGraph.Pixels);
        GraphNames.Rename(model.Graph, each, NetworkGraph.Logits);
        return network with { Model = model };
    }

    /// <summary>Whether a tensor has twice as many rows as there are images: theirs, then those of their mirror images.</summary>
    public static bool IsPair(GraphProto graph, string tensor)
    {
        HashSet<string> sources = GraphOrder.Ancestors(graph, [tensor]);
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        return graph.Node.Any(n => n.OpType == "Concat" && n.Int("axis", 1) == 0 && n.Input is [var pixels, var mirrored]
            && sources.Contains(n.Output[0])
            && makers.GetValueOrDefault(mirrored) is { OpType: "Slice" } slice && slice.Input[0] == pixels);
    }
}

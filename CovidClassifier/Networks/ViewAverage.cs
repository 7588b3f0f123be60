using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Makes a network average its probabilities over several looks at an image. Its weights stand in the graph once.</summary>
internal static class ViewAverage
{
    private const int ShiftShare = 32, MarginShare = 22;

    /// <param name="network">Not changed.</param>
    /// <param name="views">Beside the image as it is.</param>
    public static NetworkGraph Of(NetworkGraph network, ScoringViews views)
    {
        NetworkGraph basis = views.HasFlag(ScoringViews.Mirror) && !MirrorAverage.IsPair(network.Model.Graph, NetworkGraph.Logits)
            ? MirrorAverage.Of(network)
            : network;
        int shift = Math.Max(1, network.Height / ShiftShare), margin = Math.Max(1, network.Height / MarginShare);
        NetworkGraph[] all =
        [
            basis,
            .. views.HasFlag(ScoringViews.Shifts) ? [Through(basis, Moved(shift)), Through(basis, Moved(-shift))] : Array.Empty<NetworkGraph>(),
            .. views.HasFlag(ScoringViews.Scales) ? [Through(basis, Enlarged(margin))] : Array.Empty<NetworkGraph>(),
        ];
        return MeanOfNetworks.Of(all, isOfMembers: false);
    }

    /// <summary>
    /// What <see cref="Of"/> was made of, from the pixels to the logits alone; a network that averages over no views as it is. Weights keep their names.
    /// </summary>
    public static NetworkGraph One(NetworkGraph network)
    {
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(network.Model.Graph);
        if (makers.GetValueOrDefault(NetworkGraph.Logits) is not { OpType: "Log" } || !makers.ContainsKey(MeanOfNetworks.FirstLogits))
        {
            return network;
        }

        int outputs = (int)network.ShapesOfOne()[MeanOfNetworks.FirstLogits][1];
        ModelProto model = GraphCut.Between(
            network.Model, [], [ValueInfos.Of(MeanOfNetworks.FirstLogits, TensorProto.Types.DataType.Float, -1, outputs)]);
        GraphNames.Rename(model.Graph, MeanOfNetworks.FirstLogits, NetworkGraph.Logits);
        return network with { Model = model, Outputs = outputs };
    }

    /// <summary>A network that first changes its image.</summary>
    private static NetworkGraph Through(NetworkGraph network, Action<GraphBuilder, NetworkGraph, string, string> change)
    {
        ModelProto model = network.Model.Clone();
        var builder = new GraphBuilder(model.Graph);
        SeenPixels.Change(
            model.Graph, builder, "view", network.Width, network.Height, (pixels, seen) => change(builder, network, pixels, seen));
        GraphOrder.Sort(model.Graph);
        return network with { Model = model };
    }

    // what leaves on one side is cut off, and the edge on the other is drawn out
    private static Action<GraphBuilder, NetworkGraph, string, string> Moved(int by) => (builder, network, pixels, seen) =>
    {
        (long before, long after) = by > 0 ? (by, 0) : (0, -by);
        string cut = builder.Add(
            "Slice", [pixels, builder.Constant(after, after), builder.Constant(network.Height - before, network.Width - before), builder.Constant(2L, 3)]);
        builder.AddAs(seen, "Pad", [cut, builder.Constant(0L, 0, before, before, 0, 0, after, after)], Attributes.Of("mode", "edge"));
    };

    private static Action<GraphBuilder, NetworkGraph, string, string> Enlarged(int margin) => (builder, network, pixels, seen) =>
    {
        string inside = builder.Add(
            "Slice",
            [pixels, builder.Constant(margin, margin), builder.Constant(network.Height - margin, network.Width - margin), builder.Constant(2L, 3)]);
        builder.AddAs(
            seen, "Resize", [inside, "", "", builder.Constant(network.Height, network.Width)], Attributes.Of("mode", "linear"), Attributes.Of("axes", [2L, 3]));
    };
}

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

    /// <summary>A network that first changes its image.</summary>
    private static NetworkGraph Through(NetworkGraph network, Func<GraphBuilder, string, NetworkGraph, string> change)
    {
        ModelProto model = network.Model.Clone();
        GraphProto graph = model.Graph;
        var builder = new GraphBuilder(graph);
        string seen = builder.FreshName("view");
        GraphNames.Rename(graph, NetworkGraph.Pixels, seen);
        graph.Input.Clear();
        string pixels = builder.Input(NetworkGraph.Pixels, -1, 1, network.Height, network.Width);
        builder.AddAs(seen, "Identity", [change(builder, pixels, network)]);
        GraphOrder.Sort(graph);
        return network with { Model = model };
    }

    // what leaves on one side is cut off, and the edge on the other is drawn out
    private static Func<GraphBuilder, string, NetworkGraph, string> Moved(int by) => (builder, pixels, network) =>
    {
        (long before, long after) = by > 0 ? (by, 0) : (0, -by);
        string cut = builder.Add(
            "Slice", [pixels, builder.Constant(after, after), builder.Constant(network.Height - before, network.Width - before), builder.Constant(2L, 3)]);
        return builder.Add("Pad", [cut, builder.Constant(0L, 0, before, before, 0, 0, after, after)], Attributes.Of("mode", "edge"));
    };

    private static Func<GraphBuilder, string, NetworkGraph, string> Enlarged(int margin) => (builder, pixels, network) =>
    {
        string inside = builder.Add(
            "Slice",
            [pixels, builder.Constant(margin, margin), builder.Constant(network.Height - margin, network.Width - margin), builder.Constant(2L, 3)]);
        return builder.Add(
            "Resize", [inside, "", "", builder.Constant(network.Height, network.Width)], Attributes.Of("mode", "linear"), Attributes.Of("axes", [2L, 3]));
    };
}

using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Makes a network take larger images than its own, which it shrinks: so that networks of several sizes can be one.</summary>
internal static class LargerInput
{
    /// <summary>A network of the same logits; weights keep their names.</summary>
    /// <param name="network">Not changed; returned as it is where it has this size already.</param>
    /// <param name="side">Of the square that it is to take; at least its own.</param>
    public static NetworkGraph Of(NetworkGraph network, int side)
    {
        if (network.Width == side && network.Height == side)
        {
            return network;
        }

        ModelProto model = network.Model.Clone();
        GraphProto graph = model.Graph;
        var builder = new GraphBuilder(graph);
        string scales = builder.FloatTensor([1, 1, (float)network.Height / side, (float)network.Width / side], 4);
        SeenPixels.Change(graph, builder, "shrunk_pixels", side, side, (pixels, own) => builder.AddAs(
            own, "Resize", [pixels, "", scales], Attributes.Of("mode", "linear"), Attributes.Of("antialias", 1)));
        GraphOrder.Sort(graph);
        return network with { Model = model, Width = side, Height = side };
    }
}

using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Puts nodes between the pixels that a graph takes and those that a network in it sees.</summary>
internal static class SeenPixels
{
    /// <summary>Takes the name of the pixels from what the network sees and gives it to a new input.</summary>
    /// <param name="graph">Of the network; changed in place, and to be sorted when all nodes are there.</param>
    /// <param name="builder">Of it.</param>
    /// <param name="name">Of what the network sees from now on, if it is free.</param>
    /// <param name="width">Columns of the new input.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="change">Makes of the first tensor, the pixels, the second, which the network sees.</param>
    public static void Change(GraphProto graph, GraphBuilder builder, string name, int width, int height, Action<string, string> change)
    {
        string seen = builder.FreshName(name);
        GraphNames.Rename(graph, NetworkGraph.Pixels, seen);
        graph.Input.Clear();
        change(builder.Input(NetworkGraph.Pixels, -1, 1, height, width), seen);
    }
}

using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Explanation;

/// <summary>
/// Finds the last spatial maps of a network: the tensors, made by convolutions and what follows them, from which the logits are computed without another such
/// tensor between. Most networks have one; one that joins several branches, or an average of several networks, has one for each.
/// </summary>
internal static class SpatialMaps
{
    private const int ChannelsFirst = 1;

    private static readonly HashSet<string> Convolutions = new(StringComparer.Ordinal) { "Conv", "ConvTranspose" };

    // what comes out of these has another meaning of its axes than what went in
    private static readonly HashSet<string> Rearranging =
        new(StringComparer.Ordinal) { "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Expand", "Gather", "Shape" };

    private static readonly HashSet<string> Coarsening = new(StringComparer.Ordinal) { "MaxPool", "Dropout", "Identity" };

    /// <param name="graph">Of one image, in topological order.</param>
    /// <param name="shapes">Of its tensors.</param>
    /// <param name="logits">Where to look back from.</param>
    /// <returns>In graph order; empty where no convolution's map leads to the logits.</returns>
    public static IReadOnlyList<SpatialMap> Last(GraphProto graph, Shapes shapes, string logits)
    {
        Dictionary<string, int> channelAxes = ChannelAxes(graph, shapes);
        bool IsSpatial(string tensor) => channelAxes.TryGetValue(tensor, out int axis) && IsPicture(shapes[tensor], axis);
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([logits]);
        while (open.TryPop(out string? tensor))
        {
            if (!seen.Add(tensor))
            {
                continue;
            }

            if (IsSpatial(tensor))
            {
                found.Add(BeforePooling(tensor, makers, IsSpatial));
            }
            else if (makers.TryGetValue(tensor, out NodeProto? node))
            {
                Array.ForEach([.. node.Input], open.Push);
            }
        }

        return
        [
            .. graph.Node.SelectMany(n => n.Output).Where(found.Contains)
                .Select(t => new SpatialMap(t, shapes[t], channelAxes[t], MirrorAverage.IsPair(graph, t))),
        ];
    }

    // a maximum keeps what was found and blurs where: the map before it is the finer one
    private static string BeforePooling(string tensor, Dictionary<string, NodeProto> makers, Predicate<string> isSpatial)
    {
        while (makers.TryGetValue(tensor, out NodeProto? node) && Coarsening.Contains(node.OpType) && isSpatial(node.Input[0]))
        {
            tensor = node.Input[0];
        }

        return tensor;
    }

    /// <summary>For every tensor of four axes behind a convolution whose axes can be told: which of them holds the channels.</summary>
    private static Dictionary<string, int> ChannelAxes(GraphProto graph, Shapes shapes)
    {
        var axes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node.Where(n => n.Output[0].Length > 0 && shapes[n.Output[0]].Length == 4))
        {
            string? from = node.Input.FirstOrDefault(axes.ContainsKey);
            if (Convolutions.Contains(node.OpType))
            {
                axes[node.Output[0]] = ChannelsFirst;
            }
            else if (from is not null && !Rearranging.Contains(node.OpType))
            {
                axes[node.Output[0]] = node.OpType == "Transpose" ? Array.IndexOf(node.Ints("perm", [3, 2, 1, 0]), (long)axes[from]) : axes[from];
            }
        }

        return axes;
    }

    private static bool IsPicture(long[] shape, int channelAxis) =>
        channelAxis is ChannelsFirst ? shape[2] * shape[3] > 1 : channelAxis == 3 && shape[1] * shape[2] > 1;
}

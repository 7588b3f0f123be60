using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// Whether what a network says of an image may depend on the images beside it, though it takes any number of them: a mean or a largest value over all that it
/// is given, which is one image where it was exported, or a size with the number of images in it.
/// </summary>
internal static class ImageMixing
{
    private static readonly HashSet<string> OverOneAxis = new(StringComparer.Ordinal) { "Softmax", "LogSoftmax", "Hardmax" };

    /// <param name="graph">Nodes in topological order, operator set 18 or newer.</param>
    /// <param name="sizes">Of its tensors.</param>
    public static bool IsPossible(GraphProto graph, StaticSizes sizes)
    {
        Dictionary<string, TensorProto> constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        HashSet<string> live = [.. graph.Input.Select(i => i.Name)];
        foreach (NodeProto node in graph.Node.Where(n => n.Input.Any(live.Contains)))
        {
            live.UnionWith(node.OpType is "Shape" or "Size" ? [] : node.Output.Where(o => o.Length > 0));
            if (IsFixed(node, constants))
            {
                return true;
            }

            if (node.OpType is not ("Shape" or "Size") && AxesOf(node, constants) is { } axes)
            {
                int? rank = sizes.Shape(node.Input[0])?.Length;
                if (axes.Any(axis => axis == 0 || (axis < 0 && (rank is null || rank + axis == 0))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a constant says how long the first axis is to be.</summary>
    private static bool IsFixed(NodeProto node, Dictionary<string, TensorProto> constants)
    {
        string? shape = node.OpType switch { "Reshape" or "Expand" => node.InputAt(1), "Resize" => node.InputAt(3), _ => null };
        return shape is not null && constants.TryGetValue(shape, out TensorProto? lengths) && lengths.Longs() is [> 0, _, ..] and var all
            && !(node.OpType == "Expand" && all[0] == 1);
    }

    /// <summary>The axes over which a node gathers; null: it is none that does.</summary>
    private static long[]? AxesOf(NodeProto node, Dictionary<string, TensorProto> constants)
    {
        if (node.OpType.StartsWith("Reduce", StringComparison.Ordinal))
        {
            long[]? axes = node.InputAt(1) is { } name ? constants.GetValueOrDefault(name)?.Longs() ?? [0] : null;
            return axes is { Length: > 0 } ? axes : node.Int("noop_with_empty_axes", 0) == 1 ? null : [0];
        }

        return node.OpType switch
        {
            "CumSum" => node.InputAt(1) is { } name ? constants.GetValueOrDefault(name)?.Longs() ?? [0] : null,
            _ when OverOneAxis.Contains(node.OpType) => [node.Int("axis", -1)],
            _ => null,
        };
    }
}

using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Where a network can be cut in two: the tensors that every path from the pixels to the logits crosses.</summary>
internal static class CutPoints
{
    /// <summary>One place to cut.</summary>
    /// <param name="Tensor">Its name.</param>
    /// <param name="Shape">For one image, without the batch dimension.</param>
    internal readonly record struct CutPoint(string Tensor, long[] Shape)
    {
        public long Size => Shape.Aggregate(1L, (product, d) => product * d);

        /// <summary>Height x width; 1 for a vector.</summary>
        public long Resolution => Shape.Length == 3 ? Shape[1] * Shape[2] : 1;
    }

    /// <summary>All of them, from the pixels to the logits, with the shape for one image.</summary>
    public static IReadOnlyList<CutPoint> Of(NetworkGraph network)
    {
        ModelProto single = network.ForOne();
        ConstantFolding.Apply(single, new HashSet<string>(StringComparer.Ordinal), Shapes.Infer(single));
        Shapes shapes = Shapes.Infer(single);
        var points = new List<CutPoint>();
        Dictionary<string, int> uses = CountUses(single.Graph);
        var live = new HashSet<string>(StringComparer.Ordinal) { NetworkGraph.Pixels };
        foreach (NodeProto node in single.Graph.Node)
        {
            foreach (string input in node.Input.Where(live.Contains).Distinct().ToArray())
            {
                uses[input] -= node.Input.Count(i => i == input);
                if (uses[input] == 0)
                {
                    live.Remove(input);
                }
            }

            live.UnionWith(node.Output.Where(o => uses.GetValueOrDefault(o) > 0));
            if (live.Count == 1 && live.Single() is { } only && node.Output.Contains(only) && shapes.Knows(only) && shapes[only] is [1, .. long[] shape])
            {
                points.Add(new CutPoint(only, shape));
            }
        }

        return points;
    }

    /// <summary>Where to cut.</summary>
    /// <param name="network">Pixels to logits.</param>
    /// <param name="tensor">The place asked for; null: <see cref="Default"/>.</param>
    /// <exception cref="NetworkException">The network cannot be cut there; the message lists where it can.</exception>
    public static CutPoint Choose(NetworkGraph network, string? tensor)
    {
        if (tensor is null)
        {
            return Default(network);
        }

        IReadOnlyList<CutPoint> points = Of(network);
        return points.Any(p => p.Tensor == tensor)
            ? points.First(p => p.Tensor == tensor)
            : throw new NetworkException(
                $"The network cannot be cut at '{tensor}'; tensors that every path crosses: {string.Join(", ", points.Select(p => $"{p.Tensor} [{string.Join(',', p.Shape)}]"))}.");
    }

    /// <summary>
    /// The default for fine-tuning: among the tensors at the resolution before the last down-sampling, the last; from there back to an earlier one as long as that is less than half as large (the narrow
    /// end of a block rather than its expansion). The tail then trains the last stage. In MobileNetV2 this is the 14x14x96 map.
    /// </summary>
    /// <exception cref="NetworkException">The network never reduces its resolution at a tensor that every path crosses.</exception>
    public static CutPoint Default(NetworkGraph network)
    {
        CutPoint[] maps = [.. Of(network).Where(p => p.Shape.Length == 3 && p.Resolution > 1)];
        long last = maps.Length > 0 ? maps[^1].Resolution : 0;
        CutPoint[] before = [.. maps.Where(p => p.Resolution > last)];
        if (before.Length == 0)
        {
            throw new NetworkException(
                $"No place to cut the network for fine-tuning was found; tensors that every path crosses: {string.Join(", ", Of(network).Select(p => $"{p.Tensor} [{string.Join(',', p.Shape)}]"))}. Name one (FineTuningOptions.Cut), or fine-tune the whole network.");
        }

        long resolution = before[^1].Resolution;
        CutPoint[] stage = [.. before.Where(p => p.Resolution == resolution)];
        CutPoint chosen = stage[^1];
        foreach (CutPoint earlier in Enumerable.Reverse(stage))
        {
            chosen = 2 * earlier.Size < chosen.Size ? earlier : chosen;
        }

        return chosen;
    }

    private static Dictionary<string, int> CountUses(GraphProto graph)
    {
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string tensor in graph.Node.SelectMany(n => n.Input).Concat(graph.Output.Select(o => o.Name)))
        {
            uses[tensor] = uses.GetValueOrDefault(tensor) + 1;
        }

        return uses;
    }
}

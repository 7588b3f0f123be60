using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Networks;

/// <summary>Where a network can be cut in two: the tensors that every path from the pixels to the logits crosses.</summary>
internal static class CutPoints
{
    // the same numbers under another shape, which says nothing of a resolution
    private static readonly HashSet<string> Rearranging =
        new(StringComparer.Ordinal) { "Reshape", "Flatten", "Transpose", "Squeeze", "Unsqueeze", "Identity", "Cast" };

    /// <summary>One place to cut.</summary>
    /// <param name="Tensor">Its name.</param>
    /// <param name="Shape">For one image, without the batch dimension: a map, channels first or last, rows of features (tokens), or a vector.</param>
    /// <param name="Maker">The operator that makes it.</param>
    /// <param name="Layers">How many convolutions and products lie before it.</param>
    internal sealed record CutPoint(string Tensor, long[] Shape, string Maker, int Layers)
    {
        /// <summary>
        /// Nodes behind it through which no gradient is known, so that nothing before them can be trained; empty: all behind it can.
        /// </summary>
        public IReadOnlyList<NodeProto> Barriers { get; init; } = [];

        public long Size => Shape.Aggregate(1L, (product, d) => product * d);

        /// <summary>Height x width, or the number of tokens; 1 for a vector.</summary>
        public long Resolution => Shape switch
        {
            [var height, var width, var channels] when height == width && channels != width => height * width,
            [_, var height, var width] => height * width,
            [var tokens, _] => tokens,
            _ => 1,
        };
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
        int layers = 0;
        List<NodeProto> barriers = [.. Barriers(single.Graph)];
        foreach (NodeProto node in single.Graph.Node)
        {
            barriers.Remove(node);
            layers += node.OpType is "Conv" or "ConvTranspose" or "Gemm" or "MatMul" ? 1 : 0;
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
                points.Add(new CutPoint(only, shape, node.OpType, layers) { Barriers = [.. barriers] });
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
                $"The network cannot be cut at '{tensor}'; tensors that every path crosses: " +
                    $"{string.Join(", ", points.Select(p => $"{p.Tensor} [{string.Join(',', p.Shape)}]"))}.");
    }

    /// <summary>
    /// The default for fine-tuning: among the tensors at the resolution before the last down-sampling, the last; from there back to an earlier one as long as
    /// that is less than half as large (the narrow end of a block rather than its expansion). The tail then trains the last stage. In MobileNetV2 this is the
    /// 14x14x96 map. A network that keeps its resolution, as a vision transformer its tokens, is cut where a quarter of its blocks is left. One with nodes
    /// behind that place through which no gradient is known, as a recurrent layer, is cut behind them, where a layer is left.
    /// </summary>
    /// <exception cref="NetworkException">There is no map and no row of tokens that every path crosses.</exception>
    public static CutPoint Default(NetworkGraph network)
    {
        IReadOnlyList<CutPoint> points = Of(network);
        CutPoint? usual = Usual(points);
        return usual is { Barriers.Count: 0 } ? usual : BehindBarriers(points) ?? usual ?? throw new NetworkException(
            $"No place to cut the network for fine-tuning was found; tensors that every path crosses: " +
                $"{string.Join(", ", points.Select(p => $"{p.Tensor} [{string.Join(',', p.Shape)}]"))}. Name one (FineTuningOptions.Cut), or " +
                $"fine-tune the whole network.");
    }

    /// <summary>What the default cut leaves untrained that would be trained elsewhere, for the model card; null: nothing.</summary>
    public static string? Describe(NetworkGraph network, CutPoint cut)
    {
        IReadOnlyList<CutPoint> points = Of(network);
        IReadOnlyList<NodeProto> barriers = (Usual(points) ?? points.FirstOrDefault())?.Barriers ?? [];
        return barriers.Count > 0 && BehindBarriers(points) is { } behind && behind.Tensor == cut.Tensor
            ? $"No gradient is known for {string.Join(", ", barriers.Take(3).Select(n => n.Describe()))}{(barriers.Count > 3 ? ", ..." : "")}, so that " +
                $"only the layers behind '{cut.Tensor}' were trained."
            : null;
    }

    private static CutPoint? BehindBarriers(IReadOnlyList<CutPoint> points) => points.All(p => p.Barriers.Count == 0) ? null
        : points.FirstOrDefault(p => p.Barriers.Count == 0 && p.Layers < points[^1].Layers);

    private static CutPoint? Usual(IReadOnlyList<CutPoint> points)
    {
        CutPoint[] maps = [.. points.Where(p => p.Layers > 0 && p.Shape.Length is 2 or 3 && p.Resolution > 1 && !Rearranging.Contains(p.Maker))];
        CutPoint[] before = maps.Length == 0 ? [] : [.. maps.Where(p => IsFiner(p, maps[^1]))];
        if (before.Length == 0 && maps.Length > 0)
        {
            CutPoint[] even = [.. maps.Where(p => p.Size == maps[^1].Size).DistinctBy(p => p.Layers)];
            return even[even.Length * 3 / 4];
        }

        if (before.Length == 0)
        {
            return null;
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

    // one more token is a class token, and no finer resolution
    private static bool IsFiner(CutPoint point, CutPoint last) =>
        point.Resolution > (point.Shape.Length == 3 && last.Shape.Length == 3 ? last.Resolution : (2 * last.Resolution) - 1);

    /// <summary>Nodes that would pass a gradient on to the pixels if one were known.</summary>
    private static IEnumerable<NodeProto> Barriers(GraphProto graph)
    {
        HashSet<string> path = new(StringComparer.Ordinal) { NetworkGraph.Pixels };
        foreach (NodeProto node in graph.Node)
        {
            IOperatorGradient? known = GradientCatalogue.Find(node);
            if (Enumerable.Range(0, node.Input.Count).Any(i => path.Contains(node.Input[i]) && known?.IsDifferentiable(node, i) != false))
            {
                path.UnionWith(node.Output.Where(o => o.Length > 0));
                if (known is null)
                {
                    yield return node;
                }
            }
        }
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

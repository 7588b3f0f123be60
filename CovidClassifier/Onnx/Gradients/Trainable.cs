namespace CovidClassifier.Onnx.Gradients;

/// <summary>Tells which initializers of a network are weights to be trained, as opposed to constants of its arithmetic.</summary>
internal static class Trainable
{
    private static readonly Dictionary<string, int[]> WeightSlots = new(StringComparer.Ordinal)
    {
        ["Conv"] = [1, 2],
        ["ConvTranspose"] = [1, 2],
        ["Gemm"] = [0, 1, 2],
        ["MatMul"] = [0, 1],
        ["BatchNormalization"] = [1, 2],
        ["LayerNormalization"] = [1, 2],
        ["InstanceNormalization"] = [1, 2],
        ["PRelu"] = [1],
    };

    /// <summary>
    /// Names in file order: float initializers with one dimension or more that stand in a weight's place, or that join the pixels' path behind the first
    /// weighted operator (a bias as an `Add`, a scale as a `Mul`). What comes before that operator is preprocessing (means, deviations) and stays; so do
    /// scalars, and running statistics.
    /// </summary>
    public static string[] Find(GraphProto graph)
    {
        var candidates = graph.Initializer.Where(i => i.IsFloat() && i.Dims.Count > 0).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var fromWeights = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var behind = new HashSet<string>(StringComparer.Ordinal);
        var pixels = graph.Input.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<string> Sources(string tensor) =>
            candidates.Contains(tensor) ? [tensor] : fromWeights.GetValueOrDefault(tensor) ?? Enumerable.Empty<string>();

        foreach (NodeProto node in graph.Node)
        {
            IOperatorGradient? gradient = GradientCatalogue.Find(node);
            bool weighted = WeightSlots.ContainsKey(node.OpType);
            bool isBehind = weighted || node.Input.Any(behind.Contains);
            bool onPixels = node.Input.Any(pixels.Contains);
            for (int i = 0; i < node.Input.Count; i++)
            {
                bool flows = gradient?.IsDifferentiable(node, i) ?? true;
                if (flows && onPixels && (weighted ? WeightSlots[node.OpType].Contains(i) : isBehind))
                {
                    found.UnionWith(Sources(node.Input[i]));
                }
            }

            if (onPixels)
            {
                pixels.UnionWith(node.Output);
                behind.UnionWith(isBehind ? node.Output : []);
            }
            else
            {
                HashSet<string> sources = [.. node.Input.SelectMany(Sources)];
                foreach (string output in node.Output)
                {
                    fromWeights[output] = sources;
                }
            }
        }

        return [.. graph.Initializer.Select(i => i.Name).Where(found.Contains)];
    }
}

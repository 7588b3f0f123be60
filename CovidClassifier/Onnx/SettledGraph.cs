namespace CovidClassifier.Onnx;

/// <summary>A graph on inputs of fixed sizes with everything computed that does not depend on what is in them.</summary>
/// <param name="Model">Nodes in topological order; what is left of them depends on the inputs' values, or could not be known.</param>
/// <param name="Sizes">What is known of its tensors.</param>
internal sealed record SettledGraph(ModelProto Model, StaticSizes Sizes)
{
    // a size is computed from sizes that are computed, one round for each: some forty rounds of 2,000 nodes in a Swin of 12 blocks
    private const long MostNodeVisits = 4_000_000;

    // what a round costs however few nodes are left
    private const int VisitsOfARound = 1_000;

    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal);

    /// <param name="model">Nodes in topological order, input sizes fixed; not changed.</param>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph, or its constants take more than
    /// <see cref="GraphLimits.MostConstantBytes"/>, or its sizes follow from each other in more steps than any published network has.</exception>
    public static SettledGraph Of(ModelProto model)
    {
        ModelProto settled = model.Clone();
        var sizes = StaticSizes.Infer(settled);
        long visits = 0;
        while (ConstantFolding.Apply(settled, Nothing, Shapes.Of(sizes)))
        {
            visits += settled.Graph.Node.Count + VisitsOfARound;
            if (visits > MostNodeVisits)
            {
                throw new NetworkException(
                    $"The sizes of this network's tensors are computed from each other in too many steps to follow ({settled.Graph.Node.Count} nodes " +
                        $"are left). Simplify the graph with the tool that exported it.");
            }

            sizes = StaticSizes.Infer(settled);
        }

        return new SettledGraph(settled, sizes);
    }
}

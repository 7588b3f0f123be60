namespace CovidClassifier.Onnx;

/// <summary>A graph on inputs of fixed sizes with everything computed that does not depend on what is in them.</summary>
/// <param name="Model">Nodes in topological order; what is left of them depends on the inputs' values, or could not be known.</param>
/// <param name="Sizes">What is known of its tensors.</param>
internal sealed record SettledGraph(ModelProto Model, StaticSizes Sizes)
{
    // a size that is computed from sizes that are computed, and so on
    private const int MostRounds = 16;

    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal);

    /// <param name="model">Nodes in topological order, input sizes fixed; not changed.</param>
    /// <exception cref="NetworkException">ONNX Runtime refuses the graph, or its constants take more than
    /// <see cref="GraphLimits.MostConstantBytes"/>.</exception>
    public static SettledGraph Of(ModelProto model)
    {
        ModelProto settled = model.Clone();
        var sizes = StaticSizes.Infer(settled);
        for (int round = 0; round < MostRounds && ConstantFolding.Apply(settled, Nothing, Shapes.Of(sizes)); round++)
        {
            sizes = StaticSizes.Infer(settled);
        }

        return new SettledGraph(settled, sizes);
    }
}

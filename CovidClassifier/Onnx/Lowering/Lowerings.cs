namespace CovidClassifier.Onnx.Lowering;

/// <summary>All rewrites of a forward graph.</summary>
internal static class Lowerings
{
    // what a convolution reads is made simple first, so that later patterns see the bare convolution; a scale stands before or behind the copies
    private static readonly ILowering[] ParallelMap =
    [
        new IdentityRemoval(), new ScaledInput(), new RepeatedChannels(), new ScaledInput(),
        new DepthwiseLowering(), new PointwiseLowering(), new PooledConvolution(), new AveragedPixels(), new LateTranspose(),
    ];

    /// <summary>Rewrites in place.</summary>
    /// <param name="model">Fixed input sizes, nodes in topological order; trained weights are inputs.</param>
    /// <param name="shapes">Of its tensors.</param>
    /// <returns>The shapes afterwards.</returns>
    public static Shapes Apply(ModelProto model, Shapes shapes)
    {
        var scope = new LoweringScope(model.Graph, shapes);
        foreach (NodeProto node in model.Graph.Node.ToArray())
        {
            foreach (ILowering lowering in ParallelMap)
            {
                lowering.Apply(node, scope);
            }
        }

        GraphOrder.Prune(model.Graph);
        GraphOrder.Sort(model.Graph);
        return Shapes.Infer(model);
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Which axes a reduction takes away.</summary>
internal static class Reduction
{
    /// <summary>The reduced axes, ascending; all where the node names none.</summary>
    public static int[] Axes(GradientScope scope)
    {
        NodeProto node = scope.Node;
        int rank = scope.Shape(node.Input[0]).Length;
        long[] named = node.InputAt(1) is null ? [] : scope.ConstantLongs(1);
        if (named.Length == 0)
        {
            return node.Int("noop_with_empty_axes", 0) == 0 ? [.. Enumerable.Range(0, rank)] : [];
        }

        return [.. named.Select(a => GradientVerbs.Axis(a, rank)).Order()];
    }

    /// <summary>The input's shape with 1 for every reduced axis.</summary>
    public static long[] KeptShape(GradientScope scope)
    {
        int[] axes = Axes(scope);
        return [.. scope.Shape(scope.Node.Input[0]).Select((length, i) => axes.Contains(i) ? 1 : length)];
    }
}

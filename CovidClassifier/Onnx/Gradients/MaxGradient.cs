namespace CovidClassifier.Onnx.Gradients;

/// <summary>Elementwise greatest or least of several tensors: the first that equals the result gets the gradient.</summary>
internal sealed class MaxGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Max", "Min"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        if (IsPair(scope))
        {
            Pair(scope, scope.OutputGradient(0)!);
            return;
        }

        string? taken = null;
        for (int i = 0; i < node.Input.Count; i++)
        {
            string wins = builder.Add("Equal", [node.Input[i], node.Output[0]]);
            string first = taken is null ? wins : builder.Add("And", [wins, builder.Add("Not", [taken])]);
            taken = taken is null ? wins : builder.Add("Or", [taken, wins]);
            if (scope.Wants(i))
            {
                scope.AccumulateBroadcast(i, builder.Mask(first, scope.OutputGradient(0)!));
            }
        }
    }

    private static bool IsPair(GradientScope scope)
    {
        NodeProto node = scope.Node;
        long[] shape = scope.Shape(node.Output[0]);
        return node.Input.Count == 2 && node.Input.All(i => scope.Shape(i).AsSpan().SequenceEqual(shape)) && scope.Wants(0) && scope.Wants(1);
    }

    /// <summary>Two tensors of one shape, by one comparison: what the second does not get is the first's.</summary>
    private static void Pair(GradientScope scope, string gradient)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string wins = builder.Add(node.OpType == "Max" ? "Greater" : "Less", [node.Input[1], node.Input[0]]);
        string second = builder.Mask(wins, gradient);
        scope.Accumulate(0, builder.Add("Sub", [gradient, second]));
        scope.Accumulate(1, second);
    }
}

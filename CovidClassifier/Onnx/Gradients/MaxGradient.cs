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
}

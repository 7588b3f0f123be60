namespace CovidClassifier.Onnx.Gradients;

/// <summary>Puts the axes back.</summary>
internal sealed class TransposeGradient() : FirstInputGradient("Transpose")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        int rank = scope.Shape(scope.Node.Input[0]).Length;
        long[] order = scope.Node.Ints("perm", [.. Enumerable.Range(0, rank).Reverse().Select(i => (long)i)]);
        return builder.Transpose(gradient, GradientVerbs.Inverse(order));
    }
}

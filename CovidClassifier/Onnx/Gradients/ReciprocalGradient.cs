namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = -dY Y^2.</summary>
internal sealed class ReciprocalGradient() : FirstInputGradient("Reciprocal")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string y = scope.Node.Output[0];
        return builder.Add("Neg", [builder.Add("Mul", [gradient, builder.Add("Mul", [y, y])])]);
    }
}

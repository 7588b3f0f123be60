namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY sign X, 0 at 0.</summary>
internal sealed class AbsGradient() : FirstInputGradient("Abs")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Mul", [gradient, builder.Add("Sign", [scope.Node.Input[0]])]);
}

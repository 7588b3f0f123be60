namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY Y.</summary>
internal sealed class ExpGradient() : FirstInputGradient("Exp")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Mul", [gradient, scope.Node.Output[0]]);
}

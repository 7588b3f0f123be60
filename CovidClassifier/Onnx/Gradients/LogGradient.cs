namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY / X.</summary>
internal sealed class LogGradient() : FirstInputGradient("Log")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Div", [gradient, scope.Node.Input[0]]);
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Passes where X is above 0, elsewhere times alpha.</summary>
internal sealed class LeakyReluGradient() : FirstInputGradient("LeakyRelu")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string positive = builder.Add("Greater", [scope.Node.Input[0], builder.Constant(0f)]);
        return builder.Add("Where", [positive, gradient, builder.Scale(gradient, scope.Node.Float("alpha", 0.01f))]);
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Passes where the output is above 0.</summary>
internal sealed class ReluGradient() : FirstInputGradient("Relu")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Mask(builder.Add("Greater", [scope.Node.Output[0], builder.Constant(0f)]), gradient);
}

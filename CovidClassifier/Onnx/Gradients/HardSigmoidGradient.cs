namespace CovidClassifier.Onnx.Gradients;

/// <summary>alpha x + beta held within 0..1: passes alpha strictly inside.</summary>
internal sealed class HardSigmoidGradient() : FirstInputGradient("HardSigmoid")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Mask(builder.Inside(scope.Node.Output[0], 0, 1), builder.Scale(gradient, scope.Node.Float("alpha", 0.2f)));
}

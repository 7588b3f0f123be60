namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = -dY.</summary>
internal sealed class NegGradient() : FirstInputGradient("Neg")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Neg", [gradient]);
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Passes the gradient through. A Dropout left in a graph is its inference form; training puts a mask in its place.</summary>
internal sealed class IdentityGradient() : FirstInputGradient("Identity", "Dropout")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) => gradient;
}

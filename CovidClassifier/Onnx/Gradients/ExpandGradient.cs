namespace CovidClassifier.Onnx.Gradients;

/// <summary>Adds up what was repeated.</summary>
internal sealed class ExpandGradient() : FirstInputGradient("Expand")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.SumTo(gradient, scope.Shape(scope.Node.Output[0]), scope.Shape(scope.Node.Input[0]));
}

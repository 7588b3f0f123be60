namespace CovidClassifier.Onnx.Gradients;

/// <summary>Operators that keep every element and their order: the gradient takes the input's shape again.</summary>
internal sealed class ReshapeGradient() : FirstInputGradient("Reshape", "Flatten", "Squeeze", "Unsqueeze")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Reshape(gradient, scope.Shape(scope.Node.Output[0]), scope.Shape(scope.Node.Input[0]));
}

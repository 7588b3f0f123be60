namespace CovidClassifier.Onnx.Gradients;

/// <summary>Every element gets the same share of its channel's gradient.</summary>
internal sealed class GlobalAveragePoolGradient() : FirstInputGradient("GlobalAveragePool")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        long[] shape = scope.Shape(scope.Node.Input[0]);
        return builder.Add("Expand", [builder.Scale(gradient, 1.0 / shape[2..].Product()), builder.Constant(shape)]);
    }
}

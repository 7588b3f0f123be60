namespace CovidClassifier.Onnx.Gradients;

/// <summary>Adds each taken element's gradient up at the place that it was taken from.</summary>
internal sealed class GatherElementsGradient() : FirstInputGradient("GatherElements")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        return builder.Add(
            "ScatterElements",
            [builder.Zeros(scope.Shape(node.Input[0])), node.Input[1], gradient],
            Attributes.Of("axis", node.Int("axis", 0)),
            Attributes.Of("reduction", "add"));
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// The values that were taken hand their gradients back to the places that they came from, which the node reports as its second output; the others get nothing.
/// </summary>
internal sealed class TopKGradient() : FirstInputGradient("TopK")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        long[] shape = scope.Shape(node.Input[0]);
        return builder.Add(
            "ScatterElements",
            [builder.Zeros(shape), builder.ExtraOutput(node, 1), gradient],
            Attributes.Of("axis", GradientVerbs.Axis(node.Int("axis", -1), shape.Length)));
    }
}

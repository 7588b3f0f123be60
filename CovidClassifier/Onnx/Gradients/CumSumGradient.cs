namespace CovidClassifier.Onnx.Gradients;

/// <summary>An element is in every sum from its own place on, so that its gradient is the sum from the other end.</summary>
internal sealed class CumSumGradient() : FirstInputGradient("CumSum")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        return builder.Add(
            "CumSum", [gradient, node.Input[1]], Attributes.Of("exclusive", node.Int("exclusive", 0)), Attributes.Of("reverse", 1 - node.Int("reverse", 0)));
    }
}

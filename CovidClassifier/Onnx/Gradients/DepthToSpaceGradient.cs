namespace CovidClassifier.Onnx.Gradients;

/// <summary>Both move elements between channels and places; the gradient moves them back.</summary>
internal sealed class DepthToSpaceGradient() : FirstInputGradient("DepthToSpace", "SpaceToDepth")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        AttributeProto block = Attributes.Of("blocksize", node.Int("blocksize", 1));
        if (node.OpType == "SpaceToDepth")
        {
            return builder.Add("DepthToSpace", [gradient], block);
        }

        if (node.Text("mode", "DCR") == "DCR")
        {
            return builder.Add("SpaceToDepth", [gradient], block);
        }

        // CRD: channels [C, b, b], where DCR has [b, b, C]
        long[] shape = scope.Shape(node.Input[0]);
        long b = node.Int("blocksize", 1);
        string apart = builder.Reshape(builder.Add("SpaceToDepth", [gradient], block), [shape[0], b, b, shape[1] / (b * b), shape[2], shape[3]]);
        return builder.Reshape(builder.Transpose(apart, 0, 3, 1, 2, 4, 5), shape);
    }
}

namespace CovidClassifier.Onnx.Lowering;

/// <summary>A convolution of a tensor times a number is a convolution of the tensor by weights times that number; weights are fewer.</summary>
internal sealed class ScaledInput : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (node.OpType != "Conv" || scope.Maker(node.Input[0]) is not { OpType: "Mul" } product)
        {
            return;
        }

        for (int i = 0; i < 2; i++)
        {
            if (scope.Scalar(product.Input[i]) is { } factor)
            {
                long[] weight = scope.Shape(node.Input[1]);
                node.Input[1] = scope.Declare(scope.Builder.Add("Mul", [node.Input[1], scope.Builder.Constant(factor)]), weight);
                node.Input[0] = product.Input[1 - i];
                return;
            }
        }
    }
}

using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// A 1x1 convolution of images that are at hand with channels last is one product of all pixels with the weights, where ONNX Runtime multiplies image by image;
/// so are its gradients.
/// </summary>
internal sealed class PointwiseLowering : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (node.OpType != "Conv" || node.Int("group", 1) != 1 || !ChannelsLast.IsAtHand(scope, node.Input[0]))
        {
            return;
        }

        long[] weight = scope.Shape(node.Input[1]);
        long[] image = scope.Shape(node.Input[0]);
        if (image.Length != 4 || weight[2] != 1 || weight[3] != 1 || !scope.Shape(node.Output[0]).AsSpan(2).SequenceEqual(image.AsSpan(2))
            || node.Ints("strides", [1, 1]).Any(s => s != 1) || node.Ints("pads", []).Any(p => p != 0))
        {
            return;
        }

        GraphBuilder builder = scope.Builder;
        long pixels = image[0] * image[2] * image[3];
        string rows = builder.Reshape(ChannelsLast.Of(scope, node.Input[0]), [pixels, image[1]]);
        string matrix = builder.Reshape(node.Input[1], [weight[0], weight[1]]);
        string product = builder.Add("Gemm", node.InputAt(2) is { } bias ? [rows, matrix, bias] : [rows, matrix], Attributes.Of("transB", 1));
        ChannelsLast.Replace(scope, node, builder.Reshape(product, [image[0], image[2], image[3], weight[0]]));
    }
}

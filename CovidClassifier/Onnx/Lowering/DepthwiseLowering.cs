using CovidClassifier.Onnx.Gradients;
using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx.Lowering;

/// <summary>A convolution with one filter per channel, done and differentiated by kernels of our own.</summary>
internal sealed class DepthwiseLowering : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (node.OpType != "Conv" || node.Int("group", 1) == 1)
        {
            return;
        }

        long[] weight = scope.Shape(node.Input[1]);
        long[] wide = scope.Shape(node.Input[0]);
        long[] narrow = scope.Shape(node.Output[0]);
        if (wide.Length != 4 || weight[1] != 1 || weight[0] != wide[1])
        {
            return;
        }

        GraphBuilder builder = scope.Builder;
        var window = Window.Of(node, weight[2..], wide.AsSpan(2), narrow.AsSpan(2));
        string bias = node.InputAt(2) ?? builder.FloatTensor(new float[weight[0]], weight[0]);
        string sizes = builder.Constant(DepthwiseGeometry.Sizes(wide, narrow, window.Kernel, window.Strides, window.Dilations, window.Begin));
        ChannelsLast.Replace(scope, node, builder.Add(DepthwiseConvolution.OpType, [ChannelsLast.Of(scope, node.Input[0]), node.Input[1], bias, sizes]));
    }
}

using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Our own depthwise convolution: input and weight by kernels of our own, the bias a sum.</summary>
internal sealed class DepthwiseConvolutionGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => [DepthwiseConvolution.OpType];

    public bool IsDifferentiable(NodeProto node, int input) => input < 3;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        string sizes = node.Input[3];
        if (scope.Wants(0))
        {
            scope.Accumulate(0, builder.Add(DepthwiseInputGradient.OpType, [gradient, node.Input[1], sizes]));
        }

        if (scope.Wants(1))
        {
            scope.Accumulate(1, builder.Add(DepthwiseWeightGradient.OpType, [node.Input[0], gradient, sizes]));
        }

        if (scope.Wants(2))
        {
            scope.Accumulate(2, builder.ReduceSum(gradient, [0, 1, 2], keepDims: false));
        }
    }
}

using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// A convolution of one tensor put together with itself (gray as red, green and blue) is a convolution of that tensor by the sum of the copies' weights. The
/// sum is part of the step, so each copy's weights get the whole gradient and move as they would have.
/// </summary>
internal sealed class RepeatedChannels : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (node.OpType != "Conv" || node.Int("group", 1) != 1 || scope.Maker(node.Input[0]) is not { OpType: "Concat" } concat || concat.Input.Count < 2
            || concat.Input.Any(i => i != concat.Input[0]))
        {
            return;
        }

        string image = concat.Input[0];
        long[] weight = scope.Shape(node.Input[1]);
        if (GradientVerbs.Axis(concat.Int("axis", 1), weight.Length) != 1)
        {
            return;
        }

        long copies = concat.Input.Count;
        long channels = weight[1] / copies;
        string apart = scope.Builder.Reshape(node.Input[1], [weight[0], copies, channels, .. weight[2..]]);
        node.Input[1] = scope.Declare(scope.Builder.ReduceSum(apart, [1], keepDims: false), [weight[0], channels, .. weight[2..]]);
        node.Input[0] = image;
    }
}

namespace CovidClassifier.Onnx.Lowering;

/// <summary>The global average of images that are at hand with channels last.</summary>
internal sealed class AveragedPixels : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (node.OpType == "GlobalAveragePool" && ChannelsLast.Source(scope, node.Input[0]) is { } image)
        {
            string mean = scope.Builder.Add("ReduceMean", [image, scope.Builder.Constant(1L, 2)], Attributes.Of("keepdims", 1));
            ChannelsLast.Replace(scope, node, mean);
        }
    }
}

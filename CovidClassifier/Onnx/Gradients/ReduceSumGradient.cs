namespace CovidClassifier.Onnx.Gradients;

/// <summary>Every summed element gets the sum's gradient, a mean's element its share of it.</summary>
internal sealed class ReduceSumGradient() : FirstInputGradient("ReduceSum", "ReduceMean")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        long[] shape = scope.Shape(node.Input[0]);
        long[] narrow = scope.Shape(node.Output[0]);
        long[] kept = Reduction.KeptShape(scope);
        double share = node.OpType == "ReduceMean" ? (double)narrow.Product() / shape.Product() : 1;
        return builder.Add("Expand", [builder.Scale(builder.Reshape(gradient, narrow, kept), share), builder.Constant(shape)]);
    }
}

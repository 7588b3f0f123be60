namespace CovidClassifier.Onnx.Gradients;

/// <summary>Between floating-point types the gradient is cast back; nothing flows through a cast to whole numbers or truth values.</summary>
internal sealed class CastGradient() : FirstInputGradient("Cast")
{
    public override bool IsDifferentiable(NodeProto node, int input) =>
        (TensorProto.Types.DataType)node.Int("to", 0) is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double
            or TensorProto.Types.DataType.Float16;

    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("CastLike", [gradient, scope.Node.Input[0]]);
}

namespace CovidClassifier.Onnx.Lowering;

/// <summary>An operator that looks at each element by itself works as well before a transposition; moved on, the transposition may meet a reader that does without it.</summary>
internal sealed class LateTranspose : ILowering
{
    private static readonly HashSet<string> Elementwise = new(StringComparer.Ordinal) { "Relu", "LeakyRelu", "Clip", "Dropout", "Sigmoid", "Tanh", "Elu", "HardSigmoid", "HardSwish" };

    public void Apply(NodeProto node, LoweringScope scope)
    {
        if (!Elementwise.Contains(node.OpType) || node.Output.Count != 1 || scope.SoleMaker(node.Input[0], "Transpose") is not { } transpose)
        {
            return;
        }

        node.Input[0] = transpose.Input[0];
        string output = scope.Release(node);
        scope.Builder.AddAs(output, "Transpose", [node.Output[0]], transpose.Attribute.Single().Clone());
    }
}

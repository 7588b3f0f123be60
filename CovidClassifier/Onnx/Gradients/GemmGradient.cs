namespace CovidClassifier.Onnx.Gradients;

/// <summary>Y = alpha A B + beta C, with A and B transposed on demand: each factor's gradient is again one Gemm.</summary>
internal sealed class GemmGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Gemm"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        bool transA = node.Int("transA", 0) != 0;
        bool transB = node.Int("transB", 0) != 0;
        float alpha = node.Float("alpha", 1);
        string a = node.Input[0];
        string b = node.Input[1];
        if (scope.Wants(0))
        {
            scope.Accumulate(0, transA ? Product(builder, b, gradient, transB, true, alpha) : Product(builder, gradient, b, false, !transB, alpha));
        }

        if (scope.Wants(1))
        {
            scope.Accumulate(1, transB ? Product(builder, gradient, a, true, transA, alpha) : Product(builder, a, gradient, !transA, false, alpha));
        }

        if (scope.Wants(2))
        {
            string sum = builder.SumTo(gradient, scope.Shape(node.Output[0]), scope.Shape(node.Input[2]));
            scope.Accumulate(2, builder.Scale(sum, node.Float("beta", 1)));
        }
    }

    private static string Product(GraphBuilder builder, string a, string b, bool transA, bool transB, float alpha) =>
        builder.Add(
            "Gemm", [a, b], Attributes.Of("transA", transA ? 1 : 0), Attributes.Of("transB", transB ? 1 : 0), Attributes.Of("alpha", alpha));
}

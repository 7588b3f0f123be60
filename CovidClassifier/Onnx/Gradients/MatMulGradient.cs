namespace CovidClassifier.Onnx.Gradients;

/// <summary>dA = dY B' and dB = A' dY, leading axes broadcast and summed back; vectors count as one row or one column.</summary>
internal sealed class MatMulGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["MatMul"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        long[] shapeA = scope.Shape(node.Input[0]);
        long[] shapeB = scope.Shape(node.Input[1]);
        long[] a = shapeA.Length == 1 ? [1, shapeA[0]] : shapeA;
        long[] b = shapeB.Length == 1 ? [shapeB[0], 1] : shapeB;
        long[] batch = Broadcast(a[..^2], b[..^2]);
        string gradient = builder.Reshape(scope.OutputGradient(0)!, scope.Shape(node.Output[0]), [.. batch, a[^2], b[^1]]);
        if (scope.Wants(0))
        {
            string other = Swap(builder, builder.Reshape(node.Input[1], shapeB, b), b.Length);
            string product = builder.SumTo(builder.Add("MatMul", [gradient, other]), [.. batch, a[^2], a[^1]], a);
            scope.Accumulate(0, builder.Reshape(product, a, shapeA));
        }

        if (scope.Wants(1))
        {
            string product = b.Length == 2
                ? OneProduct(builder, builder.Reshape(node.Input[0], shapeA, [a[..^1].Product(), a[^1]]),
                    builder.Reshape(gradient, [.. batch, a[^2], b[^1]], [a[..^1].Product(), b[^1]]))
                : builder.SumTo(
                    builder.Add("MatMul", [Swap(builder, builder.Reshape(node.Input[0], shapeA, a), a.Length), gradient]), [.. batch, b[^2], b[^1]], b);
            scope.Accumulate(1, builder.Reshape(product, b, shapeB));
        }
    }

    // a matrix shared by all rows: one product over every row of every batch
    private static string OneProduct(GraphBuilder builder, string rows, string gradient) => builder.Add("Gemm", [rows, gradient], Attributes.Of("transA", 1));

    private static string Swap(GraphBuilder builder, string tensor, int rank) =>
        builder.Transpose(tensor, [.. Enumerable.Range(0, rank - 2).Select(i => (long)i), rank - 1, rank - 2]);

    private static long[] Broadcast(long[] a, long[] b)
    {
        int rank = Math.Max(a.Length, b.Length);
        long Length(long[] shape, int axis) => axis < rank - shape.Length ? 1 : shape[axis - (rank - shape.Length)];
        return [.. Enumerable.Range(0, rank).Select(i => Math.Max(Length(a, i), Length(b, i)))];
    }
}

using CovidClassifier.Onnx;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class ProductCases
{
    public static IEnumerable<OperatorCase> All =>
    [
        Node("Gemm", "plain", [In("a", 3, 4), In("b", 4, 5), In("c", 5)]),
        Node("Gemm", "without C", [In("a", 3, 4), In("b", 4, 5)]),
        Node("Gemm", "B transposed, as a linear layer is exported", [In("a", 3, 4), In("b", 5, 4), In("c", 5)], Attributes.Of("transB", 1)),
        Node("Gemm", "A transposed, factors", [In("a", 4, 3), In("b", 4, 5), In("c", 3, 1)], Attributes.Of("transA", 1), Attributes.Of("alpha", 0.5f),
            Attributes.Of("beta", 2f)),
        Node("Gemm", "both transposed, scalar C", [In("a", 4, 3), In("b", 5, 4), In("c")], Attributes.Of("transA", 1), Attributes.Of("transB", 1),
            Attributes.Of("alpha", 1.5f)),
        Node("Gemm", "whole C", [In("a", 2, 3), In("b", 3, 4), In("c", 2, 4)], Attributes.Of("beta", 0.5f)),
        Node("MatMul", "matrices", [In("a", 3, 4), In("b", 4, 5)]),
        Node("MatMul", "rows of a batch by one matrix", [In("a", 2, 3, 4), In("b", 4, 5)]),
        Node("MatMul", "one matrix by a batch", [In("a", 3, 4), In("b", 2, 4, 5)]),
        Node("MatMul", "batches", [In("a", 2, 2, 3, 4), In("b", 2, 2, 4, 2)]),
        Node("MatMul", "batches broadcast on both sides", [In("a", 2, 1, 2, 3), In("b", 3, 3, 2)]),
        Node("MatMul", "vector by matrix", [In("a", 4), In("b", 4, 3)]),
        Node("MatMul", "vector by batch", [In("a", 4), In("b", 2, 4, 3)]),
        Node("MatMul", "matrix by vector", [In("a", 3, 4), In("b", 4)]),
        Node("MatMul", "batch by vector", [In("a", 2, 3, 4), In("b", 4)]),
        Node("MatMul", "vectors", [In("a", 4), In("b", 4)]),
        new("MatMul", "a transposed weight", b => [b.Add("MatMul", ["a", b.Add("Transpose", ["w"])])], In("a", 3, 4), In("w", 5, 4)),
        .. new[] { "bhqd,bhkd->bhqk", "bhqk,bhkd->bhqd", "ij,jk->ik", "ij,kj", "ij,ij->i", "ij,ik->i" }.Select(equation =>
            Node("Einsum", equation, [.. equation.Split("->")[0].Split(',').Select((term, i) => In(i == 0 ? "a" : "b", [.. term.Select(Length)]))],
                Attributes.Of("equation", equation))),
        Node("Einsum", "one factor, summed", [In("a", 2, 3)], Attributes.Of("equation", "ij->j")),
        Node("Einsum", "three factors", [In("a", 2, 3), In("b", 3, 4), In("c", 4, 2)], Attributes.Of("equation", "ij,jk,kl->il")),
    ];

    private static long Length(char letter) => letter % 3 + 2;
}

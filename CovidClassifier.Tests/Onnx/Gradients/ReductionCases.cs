using CovidClassifier.Onnx;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class ReductionCases
{
    public static IEnumerable<OperatorCase> All =>
    [
        .. new[] { "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp" }.SelectMany(op => new[]
        {
            Over(op, "spatial axes dropped", [2, 3], keepDims: 0),
            Over(op, "negative axes kept", [-1, -3], keepDims: 1),
            Over(op, "first axis", [0], keepDims: 0),
            Node(op, "all axes", [In("x", 2, 3, 4)], Attributes.Of("keepdims", 0)),
        }),
        new("ReduceMean", "no axes, and none meant", b => [b.Add("ReduceMean", ["x", b.Constant([])], Attributes.Of("noop_with_empty_axes", 1))],
            In("x", 2, 3)),
        .. new[] { "Softmax", "LogSoftmax" }.SelectMany(op => new[]
        {
            Node(op, "last axis", [In("x", 3, 5)]),
            Node(op, "channels of an image", [In("x", 2, 3, 2, 2)], Attributes.Of("axis", 1)),
        }),
    ];

    private static OperatorCase Over(string opType, string variant, long[] axes, long keepDims) =>
        new(opType, variant, b => [b.Add(opType, ["x", b.Constant(axes)], Attributes.Of("keepdims", keepDims))], In("x", 2, 3, 2, 4));
}

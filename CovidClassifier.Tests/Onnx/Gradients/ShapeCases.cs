using CovidClassifier.Onnx;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class ShapeCases
{
    public static IEnumerable<OperatorCase> All => [.. SameElements, .. Parts, .. Places, .. Enlarged];

    private static IEnumerable<OperatorCase> SameElements =>
    [
        new("Reshape", "to other lengths", b => [b.Add("Reshape", ["x", b.Constant(0, -1)])], In("x", 2, 3, 4)),
        new("Reshape", "by shape arithmetic", b => [b.Add("Reshape", ["x", b.Add(
            "Concat", [b.Add("Slice", [b.Add("Shape", ["x"]), b.Constant(0), b.Constant(1)]), b.Constant(-1)], Attributes.Of("axis", 0))])], In("x", 2, 3, 4)),
        Node("Flatten", "from the second axis", [In("x", 2, 3, 2, 2)]),
        Node("Flatten", "from a negative axis", [In("x", 2, 3, 2, 2)], Attributes.Of("axis", -1)),
        new("Squeeze", "named axes", b => [b.Add("Squeeze", ["x", b.Constant(2, -1)])], In("x", 2, 3, 1, 1)),
        Node("Squeeze", "all axes of length 1", [In("x", 2, 1, 3, 1)]),
        new("Unsqueeze", "two axes", b => [b.Add("Unsqueeze", ["x", b.Constant(0, -1)])], In("x", 2, 3)),
        Node("Transpose", "order given", [In("x", 2, 3, 4)], Ints("perm", 2, 0, 1)),
        Node("Transpose", "reversed", [In("x", 2, 3, 4)]),
        Node("DepthToSpace", "DCR", [In("x", 2, 8, 2, 3)], Attributes.Of("blocksize", 2)),
        Node("DepthToSpace", "CRD", [In("x", 2, 8, 2, 3)], Attributes.Of("blocksize", 2), Attributes.Of("mode", "CRD")),
        Node("SpaceToDepth", "2", [In("x", 2, 3, 4, 2)], Attributes.Of("blocksize", 2)),
        new("Reshape", "channel shuffle", b => [b.Add("Reshape", [b.Add(
            "Transpose", [b.Add("Reshape", ["x", b.Constant(2, 2, 3, 2, 2)])], Ints("perm", 0, 2, 1, 3, 4)), b.Constant(2, 6, 2, 2)])], In("x", 2, 6, 2, 2)),
    ];

    private static IEnumerable<OperatorCase> Parts =>
    [
        new("Split", "equal parts", b => b.AddMany("Split", ["x"], 2, Attributes.Of("axis", 1), Attributes.Of("num_outputs", 2)), In("x", 2, 4, 3)),
        new("Split", "uneven parts", b => b.AddMany("Split", ["x", b.Constant(1, 3, 2)], 3, Attributes.Of("axis", -2)), In("x", 2, 6, 2)),
        new("Split", "one part unused", b => [.. b.AddMany("Split", ["x", b.Constant(1, 3, 2)], 3, Attributes.Of("axis", 1)).Take(2)], In("x", 2, 6, 2)),
        Slice("middle of two axes", [1, 0], [3, 2], [2, 1], null),
        Slice("without axes", [0, 1], [2, 3], null, null),
        Slice("counted from the end", [-3], [int.MaxValue], [3], null),
        Slice("every second", [1], [6], [3], [2]),
        Slice("every second, end beyond", [0], [100], [3], [2]),
        Slice("backwards", [-1], [long.MinValue], [3], [-1]),
        Slice("every second, backwards, and rows", [4, 0], [0, 1], [3, 0], [-2, 1]),
        Gather("one element, axis dropped", b => b.Scalar(1), 1),
        Gather("neighbours", b => b.Constant(1, 2), 1),
        Gather("repeated and negative", b => b.Constant(2, 0, -1, 2), 1),
        Gather("a table of places", b => b.Add("Reshape", [b.Constant(0, 1, 1, 0, 1, 0), b.Constant(2, 3)]), 0),
        new("Concat", "three on channels", b => [b.Add("Concat", ["a", "b", "c"], Attributes.Of("axis", 1))], In("a", 2, 1, 3), In("b", 2, 3, 3),
            In("c", 2, 2, 3)),
        new("Concat", "a tensor with itself, last axis", b => [b.Add("Concat", ["a", "a"], Attributes.Of("axis", -1))], In("a", 2, 3)),
        new("Concat", "with a constant", b => [b.Add("Concat", [b.FloatTensor([1, 2], 2, 1), "a"], Attributes.Of("axis", 1))], In("a", 2, 3)),
    ];

    private static IEnumerable<OperatorCase> Places =>
    [
        new("TopK", "three greatest of an axis, in order", b => [b.AddMany("TopK", ["x", b.Constant(3L)], 2, Attributes.Of("axis", 1))[0]], In("x", 2, 5, 3)),
        new("TopK", "the least of the last axis", b => [b.AddMany("TopK", ["x", b.Constant(1L)], 2, Attributes.Of("largest", 0))[0]], In("x", 2, 5)),
        new("GatherElements", "with a place taken twice", b => [b.Add("GatherElements", ["x", b.Table([0, 2, 2, 1, 0, 0], 2, 3)], Attributes.Of("axis", 1))],
            In("x", 2, 4)),
        new("ScatterElements", "written over", b => [b.Add("ScatterElements", ["x", b.Table([0, 2, 3, 1], 2, 2), "u"], Attributes.Of("axis", 1))],
            In("x", 2, 4), In("u", 2, 2)),
        new("ScatterElements", "added, a place twice",
            b => [b.Add("ScatterElements", ["x", b.Table([1, 1, 0, 2], 2, 2), "u"], Attributes.Of("axis", -1), Attributes.Of("reduction", "add"))],
            In("x", 2, 4), In("u", 2, 2)),
        new("CumSum", "forwards", b => [b.Add("CumSum", ["x", b.Scalar(1)])], In("x", 2, 4, 2)),
        new("CumSum", "exclusive and backwards", b => [b.Add("CumSum", ["x", b.Scalar(-1)], Attributes.Of("exclusive", 1), Attributes.Of("reverse", 1))],
            In("x", 3, 4)),
    ];

    private static IEnumerable<OperatorCase> Enlarged =>
    [
        new("Pad", "constant", b => [b.Add("Pad", ["x", b.Constant(0, 0, 1, 2, 0, 0, 0, 1)])], In("x", 1, 2, 3, 4)),
        new("Pad", "constant with axes and value", b => [b.Add("Pad", ["x", b.Constant(1, 0, 2, 1), b.Constant(0.5f), b.Constant(-1, 2)])],
            In("x", 1, 2, 3, 4)),
        new("Pad", "cropped and enlarged", b => [b.Add("Pad", ["x", b.Constant(0, 0, -1, 2, 0, 0, 1, -2)])], In("x", 1, 2, 3, 4)),
        .. new[] { "reflect", "edge", "wrap" }.Select(mode =>
            new OperatorCase("Pad", mode, b => [b.Add("Pad", ["x", b.Constant(0, 0, 1, 2, 0, 0, 2, 1)], Attributes.Of("mode", mode))], In("x", 2, 2, 4, 5))),
        new("Expand", "leading axes and lengths 1", b => [b.Add("Expand", ["x", b.Constant(2, 3, 4, 2)])], In("x", 3, 1, 2)),
        new("Expand", "to smaller lengths, which broadcast", b => [b.Add("Expand", ["x", b.Constant(1, 3)])], In("x", 4, 1)),
        new("Tile", "two axes", b => [b.Add("Tile", ["x", b.Constant(2, 1, 3)])], In("x", 2, 3, 2)),
        Resize("nearest, twice as large", b => ["x", "", b.FloatTensor([1, 1, 2, 2], 4)], "nearest", "asymmetric"),
        Resize("linear, half pixels", b => ["x", "", b.FloatTensor([1, 1, 2, 3], 4)], "linear", "half_pixel"),
        Resize("linear, corners aligned, to a size", b => ["x", "", "", b.Constant(1, 2, 5, 7)], "linear", "align_corners"),
        Resize("linear, smaller", b => ["x", "", "", b.Constant(1, 2, 2, 3)], "linear", "pytorch_half_pixel"),
        Resize("cubic", b => ["x", "", "", b.Constant(1, 2, 6, 8)], "cubic", "half_pixel"),
    ];

    private static OperatorCase Slice(string variant, long[] starts, long[] ends, long[]? axes, long[]? steps) =>
        new("Slice", variant, b => [b.Add("Slice", [.. new[] { starts, ends, axes, steps }.Select(v => v is null ? "" : b.Constant(v)).Prepend("x")])],
            In("x", 2, 3, 4, 6));

    private static OperatorCase Gather(string variant, Func<GraphBuilder, string> places, long axis) =>
        new("Gather", variant, b => [b.Add("Gather", ["x", places(b)], Attributes.Of("axis", axis))], In("x", 2, 3, 4));

    private static OperatorCase Resize(string variant, Func<GraphBuilder, string[]> inputs, string mode, string coordinates) =>
        new("Resize", variant, b => [b.Add("Resize", inputs(b), Attributes.Of("mode", mode), Attributes.Of("coordinate_transformation_mode", coordinates),
            Attributes.Of("nearest_mode", "floor"))], In("x", 1, 2, 3, 4));

    private static string Scalar(this GraphBuilder builder, long value) => builder.Add("Squeeze", [builder.Constant(value)]);

    private static string Table(this GraphBuilder builder, long[] places, params long[] shape) =>
        builder.Add("Reshape", [builder.Constant(places), builder.Constant(shape)]);
}

using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Kernels;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class PoolingCases
{
    public static IEnumerable<OperatorCase> All =>
    [
        Pool("MaxPool", "2x2", [2, 3, 4, 6], 2, Ints("strides", 2, 2)),
        Pool("MaxPool", "2x2, last row and column unread", [2, 2, 5, 7], 2, Ints("strides", 2, 2)),
        Pool("MaxPool", "overlapping windows", [2, 2, 6, 5], 3, Ints("strides", 1, 1)),
        Pool("MaxPool", "3x3, stride 2, padding 1", [2, 2, 7, 6], 3, Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)),
        Pool("MaxPool", "padding without overlap", [1, 2, 6, 6], 2, Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)),
        Pool("MaxPool", "asymmetric padding", [1, 2, 6, 6], 3, Ints("strides", 3, 2), Ints("pads", 0, 0, 1, 1)),
        Pool("MaxPool", "ceil mode without overlap", [1, 2, 5, 7], 2, Ints("strides", 2, 2), Attributes.Of("ceil_mode", 1)),
        Pool("MaxPool", "ceil mode with overlap", [1, 2, 6, 8], 3, Ints("strides", 2, 2), Attributes.Of("ceil_mode", 1)),
        Pool("MaxPool", "dilation 2", [1, 2, 7, 6], 2, Ints("dilations", 2, 2)),
        Pool("MaxPool", "stride longer than the window", [1, 2, 8, 8], 2, Ints("strides", 3, 3)),
        Pool("MaxPool", "SAME_UPPER", [1, 2, 5, 6], 3, Ints("strides", 2, 2), Attributes.Of("auto_pad", "SAME_UPPER")),
        Pool("MaxPool", "SAME_LOWER", [1, 2, 5, 6], 2, Ints("strides", 2, 2), Attributes.Of("auto_pad", "SAME_LOWER")),
        Node("MaxPool", "one dimension", [In("x", 2, 3, 8)], Ints("kernel_shape", 3), Ints("strides", 2), Ints("pads", 1, 1)),
        Pool("AveragePool", "2x2", [2, 2, 4, 6], 2, Ints("strides", 2, 2)),
        Pool("AveragePool", "2x2, last row and column unread", [2, 2, 5, 7], 2, Ints("strides", 2, 2)),
        Pool("AveragePool", "overlapping windows", [1, 2, 5, 6], 3, Ints("strides", 1, 1)),
        Pool("AveragePool", "padding counted", [1, 2, 5, 6], 3, Ints("strides", 2, 1), Ints("pads", 1, 1, 1, 1), Attributes.Of("count_include_pad", 1)),
        Pool("AveragePool", "padding not counted", [1, 2, 5, 6], 3, Ints("strides", 1, 2), Ints("pads", 1, 1, 1, 1)),
        Pool("AveragePool", "asymmetric padding", [1, 2, 5, 5], 3, Ints("strides", 2, 2), Ints("pads", 0, 1, 2, 0)),
        Pool("AveragePool", "ceil mode", [1, 2, 6, 8], 3, Ints("strides", 2, 2), Attributes.Of("ceil_mode", 1)),
        Pool("AveragePool", "ceil mode, side by side", [1, 2, 5, 7], 2, Ints("strides", 2, 2), Attributes.Of("ceil_mode", 1)),
        Pool("AveragePool", "ceil mode, padding counted", [1, 2, 6, 7], 3, Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1), Attributes.Of("ceil_mode", 1),
            Attributes.Of("count_include_pad", 1)),
        Pool("AveragePool", "SAME_UPPER", [1, 2, 5, 6], 3, Ints("strides", 2, 2), Attributes.Of("auto_pad", "SAME_UPPER")),
        Node("AveragePool", "one dimension", [In("x", 2, 2, 7)], Ints("kernel_shape", 3), Ints("strides", 1), Ints("pads", 1, 1)),
        Node("GlobalAveragePool", "two dimensions", [In("x", 2, 3, 4, 5)]),
        Node("GlobalAveragePool", "one dimension", [In("x", 2, 3, 5)]),
        Node("GlobalMaxPool", "two dimensions", [In("x", 2, 3, 4, 5)]),
        Activation("four places", windows: 3, places: 4, channels: 11, relu: true),
        Activation("without ReLU", windows: 2, places: 3, channels: 3, relu: false),
        Node("GlobalMaxPool", "one dimension", [In("x", 2, 3, 5)]),
    ];

    private static OperatorCase Pool(string opType, string variant, long[] x, long kernel, params AttributeProto[] attributes) =>
        Node(opType, variant, [In("x", x)], [Ints("kernel_shape", kernel, kernel), .. attributes]);

    // the factor keeps sums away from ReLU's kink
    private static OperatorCase Activation(string variant, long windows, long places, long channels, bool relu) => new(
        PooledActivation.OpType,
        variant,
        b => [b.Add(PooledActivation.OpType,
            ["y", b.Add("Mul", ["b", b.Constant(0.93f)]), b.Constant(PooledActivation.Sizes(windows, places, channels, relu))])],
        In("y", windows, places, channels),
        In("b", channels));
}

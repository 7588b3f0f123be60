using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Kernels;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class ConvolutionCases
{
    public static IEnumerable<OperatorCase> All =>
    [
        Conv("3x3", [2, 3, 5, 6], [4, 3, 3, 3]),
        Conv("without bias", [2, 3, 5, 6], [4, 3, 3, 3], bias: false),
        Conv("many channels, large image", [2, 17, 6, 5], [2, 17, 2, 2]),
        Conv("many channels, small image", [2, 17, 2, 3], [3, 17, 2, 2]),
        Conv("many channels, stride as long as the kernel", [2, 17, 4, 4], [2, 17, 2, 2], Ints("strides", 2, 2)),
        Conv("many filters of few channels", [2, 2, 3, 3], [20, 2, 2, 2]),
        Conv("1x1, many channels", [2, 17, 2, 2], [6, 17, 1, 1]),
        Conv("padding longer than the kernel", [1, 2, 3, 3], [2, 2, 2, 2], Ints("pads", 2, 2, 2, 2)),
        Conv("padding 1", [2, 2, 5, 4], [3, 2, 3, 3], Ints("pads", 1, 1, 1, 1)),
        Conv("asymmetric padding", [2, 2, 5, 4], [3, 2, 3, 2], Ints("pads", 2, 0, 1, 1)),
        Conv("strides 2 and 3, last rows unread", [1, 2, 8, 9], [2, 2, 3, 2], Ints("strides", 2, 3)),
        Conv("stride 2, padding 1, even length", [1, 2, 6, 8], [2, 2, 3, 3], Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1)),
        Conv("dilations", [1, 2, 7, 6], [2, 2, 3, 2], Ints("dilations", 2, 3)),
        Conv("dilation 2, stride 2, padding 2", [1, 2, 8, 7], [2, 2, 3, 3], Ints("dilations", 2, 2), Ints("strides", 2, 2), Ints("pads", 2, 2, 2, 2)),
        Conv("two groups", [2, 4, 5, 5], [6, 2, 3, 3], Ints("pads", 1, 1, 1, 1), Attributes.Of("group", 2)),
        Conv("two groups, stride 2", [2, 4, 6, 5], [2, 2, 3, 3], Ints("strides", 2, 2), Attributes.Of("group", 2)),
        Conv("depthwise", [2, 3, 5, 5], [3, 1, 3, 3], Ints("pads", 1, 1, 1, 1), Attributes.Of("group", 3)),
        Conv("depthwise, stride 2", [2, 3, 6, 7], [3, 1, 3, 3], Ints("pads", 1, 1, 1, 1), Ints("strides", 2, 2), Attributes.Of("group", 3)),
        Conv("depthwise, stride 2, padding only at the end", [1, 3, 6, 6], [3, 1, 3, 3], Ints("pads", 0, 0, 1, 1), Ints("strides", 2, 2),
            Attributes.Of("group", 3)),
        Conv("depthwise, dilation 2", [1, 2, 7, 6], [2, 1, 3, 3], Ints("pads", 2, 2, 2, 2), Ints("dilations", 2, 2), Attributes.Of("group", 2)),
        Conv("depthwise 5x5 of one image", [1, 2, 6, 6], [2, 1, 5, 5], Ints("pads", 2, 2, 2, 2), Attributes.Of("group", 2)),
        Conv("depthwise, two filters per channel", [2, 2, 5, 4], [4, 1, 3, 3], Ints("pads", 1, 1, 1, 1), Attributes.Of("group", 2)),
        Conv("1x1", [2, 3, 4, 3], [5, 3, 1, 1]),
        Conv("1x1, stride 2", [2, 3, 5, 4], [4, 3, 1, 1], Ints("strides", 2, 2)),
        Conv("1x1, two groups", [2, 4, 3, 3], [6, 2, 1, 1], Attributes.Of("group", 2)),
        Conv("1x1, padding 1", [1, 2, 3, 3], [2, 2, 1, 1], Ints("pads", 1, 1, 1, 1)),
        Conv("stride as long as the kernel", [2, 2, 6, 9], [3, 2, 3, 3], Ints("strides", 3, 3)),
        Conv("stride as long as the kernel, last rows unread", [2, 2, 7, 8], [3, 2, 3, 3], Ints("strides", 3, 3)),
        Conv("stride as long as the kernel, padding", [2, 2, 5, 8], [3, 2, 3, 3], Ints("strides", 3, 3), Ints("pads", 1, 1, 0, 0)),
        Conv("stride longer than the kernel", [1, 2, 8, 8], [2, 2, 2, 2], Ints("strides", 3, 3)),
        Conv("kernel as large as the image", [3, 2, 4, 3], [5, 2, 4, 3]),
        Conv("SAME_UPPER, stride 2", [1, 2, 6, 7], [2, 2, 3, 3], Ints("strides", 2, 2), Attributes.Of("auto_pad", "SAME_UPPER")),
        Conv("SAME_LOWER, stride 2", [1, 2, 6, 7], [2, 2, 3, 3], Ints("strides", 2, 2), Attributes.Of("auto_pad", "SAME_LOWER")),
        Conv("SAME_UPPER, even kernel", [1, 2, 5, 5], [2, 2, 2, 4], Attributes.Of("auto_pad", "SAME_UPPER")),
        Conv("SAME_LOWER, even kernel", [1, 2, 5, 5], [2, 2, 2, 4], Attributes.Of("auto_pad", "SAME_LOWER")),
        Conv("VALID", [1, 2, 5, 5], [2, 2, 3, 3], Attributes.Of("auto_pad", "VALID")),
        Conv("one dimension", [2, 3, 9], [4, 3, 3], Ints("strides", 2), Ints("pads", 1, 0)),
        Conv("one dimension, depthwise", [2, 3, 7], [3, 1, 3], Ints("pads", 1, 1), Attributes.Of("group", 3)),
        Conv("three dimensions", [1, 2, 4, 3, 4], [2, 2, 2, 2, 3], Ints("pads", 0, 0, 1, 0, 0, 1)),
        Depthwise("3x3, padding 1", x: [2, 5, 4, 3], kernel: [3, 3], windows: [5, 4], strides: [1, 1], dilations: [1, 1], begin: [1, 1]),
        Depthwise("more channels than a vector holds", x: [2, 3, 3, 19], kernel: [2, 2], windows: [2, 2], strides: [1, 1], dilations: [1, 1], begin: [0, 0]),
        Depthwise("strides 2 and 3, asymmetric padding, last pixels unread", x: [2, 7, 8, 2], kernel: [3, 2], windows: [4, 3], strides: [2, 3],
            dilations: [1, 1], begin: [1, 0]),
        Depthwise("dilations, padding longer than the kernel", x: [1, 6, 5, 2], kernel: [2, 3], windows: [7, 5], strides: [1, 1], dilations: [2, 1],
            begin: [2, 3]),
        Transposed("stride 2", [2, 3, 3, 4], [3, 2, 3, 3], 2, Ints("strides", 2, 2)),
        Transposed("padding, output padding, dilation", [1, 2, 3, 3], [2, 3, 3, 2], 3, Ints("strides", 2, 3), Ints("pads", 1, 0, 1, 1),
            Ints("output_padding", 1, 2), Ints("dilations", 1, 2)),
        Transposed("kernel 2, stride 2", [2, 3, 3, 2], [3, 4, 2, 2], 4, Ints("strides", 2, 2)),
        Transposed("two groups", [2, 4, 3, 3], [4, 2, 3, 3], 4, Ints("pads", 1, 1, 1, 1), Attributes.Of("group", 2)),
    ];

    private static OperatorCase Conv(string variant, long[] x, long[] weight, params AttributeProto[] attributes) => Conv(variant, x, weight, true, attributes);

    private static OperatorCase Conv(string variant, long[] x, long[] weight, bool bias, params AttributeProto[] attributes) =>
        Node("Conv", variant, bias ? [In("x", x), In("w", weight), In("b", weight[0])] : [In("x", x), In("w", weight)], attributes);

    private static OperatorCase Transposed(string variant, long[] x, long[] weight, long channels, params AttributeProto[] attributes) =>
        Node("ConvTranspose", variant, [In("x", x), In("w", weight), In("b", channels)], attributes);

    private static OperatorCase Depthwise(string variant, long[] x, long[] kernel, long[] windows, long[] strides, long[] dilations, long[] begin) => new(
        DepthwiseConvolution.OpType,
        variant,
        b => [b.Add(DepthwiseConvolution.OpType,
            ["x", "w", "b", b.Constant([x[0], x[3], x[1], x[2], .. windows, .. kernel, .. strides, .. dilations, .. begin])])],
        In("x", x),
        In("w", [x[3], 1, .. kernel]),
        In("b", x[3]));
}

using CovidClassifier.Onnx;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class NormalizationCases
{
    public static IEnumerable<OperatorCase> All =>
    [
        Batch("images", In("x", 2, 3, 4, 2)),
        Batch("vectors", In("x", 4, 3)),
        Batch("one dimension", In("x", 2, 3, 5)),
        new("BatchNormalization", "epsilon 0.1", b => [Batch(b, Attributes.Of("epsilon", 0.1f))], In("x", 2, 3, 2, 2), In("scale", 3), In("bias", 3)),
        Node("LayerNormalization", "last axis", [In("x", 3, 6), In("scale", 6), In("bias", 6)]),
        Node("LayerNormalization", "two axes, no bias", [In("x", 3, 4, 2), In("scale", 4, 2)], Attributes.Of("axis", -2), Attributes.Of("epsilon", 0.01f)),
        Node("InstanceNormalization", "images", [In("x", 2, 3, 3, 2), In("scale", 3), In("bias", 3)]),
        Node("InstanceNormalization", "one dimension", [In("x", 2, 3, 5), In("scale", 3), In("bias", 3)], Attributes.Of("epsilon", 0.01f)),
    ];

    private static OperatorCase Batch(string variant, OperatorInput x) => new("BatchNormalization", variant, b => [Batch(b)], x, In("scale", 3), In("bias", 3));

    private static string Batch(GraphBuilder builder, params AttributeProto[] attributes) =>
        builder.Add("BatchNormalization", ["x", "scale", "bias", builder.FloatTensor([0.5f, -1, 2], 3), builder.FloatTensor([0.5f, 2, 1], 3)], attributes);
}

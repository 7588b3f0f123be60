using CovidClassifier.Onnx;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal static class ElementwiseCases
{
    public static IEnumerable<OperatorCase> All => [.. Unary, .. Binary, .. Several, .. WithoutGradient];

    private static IEnumerable<OperatorCase> Unary =>
    [
        .. new[] { "Relu", "Sigmoid", "Tanh", "Softplus", "Softsign", "Elu", "Selu", "Celu", "LeakyRelu", "HardSwish", "Mish", "Exp", "Neg", "Abs", "Erf",
            "Sin", "Cos", "Atan", "Identity", "Dropout" }
            .Select(op => Node(op, "defaults", [In("x", 3, 8)])),
        .. new[] { "Sqrt", "Log", "Reciprocal" }.Select(op => Node(op, "above 0", [Positive("x", 3, 8)])),
        Node("HardSwish", "outside the slope", [new OperatorInput("x", [4, 8], -5, 5)]),
        Node("HardSigmoid", "defaults", [new OperatorInput("x", [4, 8], -4, 4)]),
        Node("HardSigmoid", "alpha 1/6, beta 1/2", [new OperatorInput("x", [4, 8], -5, 5)], Attributes.Of("alpha", 1 / 6f), Attributes.Of("beta", 0.5f)),
        Node("LeakyRelu", "alpha 0.3", [In("x", 3, 8)], Attributes.Of("alpha", 0.3f)),
        Node("Elu", "alpha 0.5", [In("x", 3, 8)], Attributes.Of("alpha", 0.5f)),
        Node("Selu", "alpha 1.2, gamma 0.8", [In("x", 3, 8)], Attributes.Of("alpha", 1.2f), Attributes.Of("gamma", 0.8f)),
        Node("Celu", "alpha 0.5", [In("x", 3, 8)], Attributes.Of("alpha", 0.5f)),
        Node("Gelu", "exact", [In("x", 3, 8)]) with { Since = 20 },
        Node("Gelu", "tanh form", [In("x", 3, 8)], Attributes.Of("approximate", "tanh")) with { Since = 20 },
        new("Clip", "both bounds", b => [b.Add("Clip", ["x", b.Constant(-1 / 3f), b.Constant(2 / 3f)])], In("x", 3, 8)),
        new("Clip", "lower bound", b => [b.Add("Clip", ["x", b.Constant(-1 / 3f)])], In("x", 3, 8)),
        new("Clip", "upper bound", b => [b.Add("Clip", ["x", "", b.Constant(2 / 3f)])], In("x", 3, 8)),
        new("Clip", "no bound", b => [b.Add("Clip", ["x"])], In("x", 3, 8)),
        new("Cast", "to double and back", b => [Cast(b, b.Add("Exp", [Cast(b, "x", TensorProto.Types.DataType.Double)]), TensorProto.Types.DataType.Float)],
            In("x", 3, 4)),
        new("Dropout", "with a ratio", b => [b.Add("Dropout", ["x", b.Constant(0.4f)])], In("x", 3, 4)),
    ];

    private static IEnumerable<OperatorCase> Binary =>
    [
        .. new[] { "Add", "Sub", "Mul", "Div", "Pow" }.SelectMany(op => new[]
        {
            Node(op, "same shapes", [Positive("a", 2, 3, 4), Positive("b", 2, 3, 4)]),
            Node(op, "second broadcast", [Positive("a", 2, 3, 4), Positive("b", 3, 1)]),
            Node(op, "first broadcast", [Positive("a", 4), Positive("b", 2, 3, 4)]),
            Node(op, "both broadcast", [Positive("a", 2, 1, 4), Positive("b", 3, 1)]),
            Node(op, "scalar", [Positive("a", 2, 3), Positive("b")]),
        }),
        new("Mul", "a tensor by itself", b => [b.Add("Mul", ["x", "x"])], In("x", 3, 4)),
        new("Div", "a constant by a tensor", b => [b.Add("Div", [b.Constant(2f), "x"])], Positive("x", 3, 4)),
        new("Sub", "a tensor from a constant", b => [b.Add("Sub", [b.Constant(2f), "x"])], In("x", 3, 4)),
        new("Pow", "whole exponent of a negative base", b => [b.Add("Pow", ["x", b.Constant(3L)])], In("x", 3, 4)),
        new("Pow", "square", b => [b.Add("Pow", ["x", b.Constant(2f)])], In("x", 3, 4)),
        Node("PRelu", "one slope per channel", [In("x", 2, 3, 2, 2), In("slope", 3, 1, 1)]),
        Node("PRelu", "one slope", [In("x", 2, 3, 2, 2), In("slope", 1)]),
    ];

    private static IEnumerable<OperatorCase> Several =>
    [
        .. new[] { "Max", "Min" }.SelectMany(op => new[]
        {
            Node(op, "three tensors", [In("a", 2, 6), In("b", 6), new OperatorInput("c", [2, 1], -0.9, 0.9)]),
            new OperatorCase(op, "a tensor and a constant", b => [b.Add(op, ["x", b.Constant(0.25f)])], In("x", 3, 4)),
            Node(op, "one tensor", [In("a", 2, 6)]),
        }),
        .. new[] { "Sum", "Mean" }.Select(op => Node(op, "three tensors", [In("a", 2, 3), In("b", 3), In("c", 2, 1)])),
        new("Where", "broadcast choices", b => [b.Add("Where", [b.Add("Greater", ["x", b.Constant(0f)]), "a", "b"])], In("x", 2, 4), In("a", 4), In("b", 2, 1)),
        new("Sum", "one tensor read three times", b => [b.Add("Sum", ["x", b.Add("Exp", ["x"]), b.Add("Tanh", ["x"])])], In("x", 3, 4)),
    ];

    private static IEnumerable<OperatorCase> WithoutGradient =>
    [
        .. new[] { "Floor", "Ceil", "Round", "Sign" }.Select(
            op => new OperatorCase(op, "beside the tensor", b => [b.Add("Add", ["x", b.Add(op, ["x"])])], In("x", 3, 8))),
        .. new[] { "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual" }
            .Select(op => new OperatorCase(
                op, "as a factor", b => [b.Add("Mul", ["x", AsFloat(b, b.Add(op, ["x", "y"]))])], In("x", 3, 8), new OperatorInput("y", [8], -1.6, 1.6))),
        .. new[] { "IsNaN", "IsInf", "Shape", "Size" }.Select(
            op => new OperatorCase(op, "as a term", b => [b.Add("Add", ["x", AsFloat(b, b.Add(op, ["x"]))])], In("x", 2))),
        .. new[] { "ArgMax", "ArgMin" }.Select(
            op => new OperatorCase(op, "as a term", b => [b.Add("Add", ["x", AsFloat(b, b.Add(op, ["x"]))])], In("x", 3, 4))),
        .. new[] { "And", "Or" }.Select(
            op => new OperatorCase(op, "as a factor", b => [b.Add("Mul", ["x", AsFloat(b, b.Add(op, [Above(b, -0.6f), Above(b, 0.6f)]))])], In("x", 3, 4))),
        new("Not", "as a factor", b => [b.Add("Mul", ["x", AsFloat(b, b.Add("Not", [Above(b, 0.6f)]))])], In("x", 3, 4)),
        new("ConstantOfShape", "as a term", b => [b.Add("Add", ["x", b.Add("ConstantOfShape", [b.Add("Shape", ["x"])])])], In("x", 3, 4)),
    ];

    private static string Above(GraphBuilder builder, float bound) => builder.Add("Greater", ["x", builder.Constant(bound)]);

    private static string AsFloat(GraphBuilder builder, string tensor) => Cast(builder, tensor, TensorProto.Types.DataType.Float);

    private static string Cast(GraphBuilder builder, string tensor, TensorProto.Types.DataType type) =>
        builder.Add("Cast", [tensor], Attributes.Of("to", (long)type));
}

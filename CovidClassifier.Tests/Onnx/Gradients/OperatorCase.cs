using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx.Gradients;

/// <summary>A small graph around one operator, whose gradients by every input are checked.</summary>
/// <param name="Operator">The operator that the case is for.</param>
/// <param name="Variant">What is special about it.</param>
/// <param name="Build">Adds the nodes; returns the outputs that the loss sees.</param>
/// <param name="Inputs">The tensors to differentiate by.</param>
internal sealed record OperatorCase(string Operator, string Variant, Func<GraphBuilder, string[]> Build, params OperatorInput[] Inputs)
{
    /// <summary>The operator set that brought the operator, where that is newer than ours.</summary>
    public int Since { get; init; } = Opset.Version;

    public override string ToString() => $"{Operator}: {Variant}";

    /// <summary>One node of the operator over all inputs in order.</summary>
    public static OperatorCase Node(string opType, string variant, OperatorInput[] inputs, params AttributeProto[] attributes) =>
        new(opType, variant, b => [b.Add(opType, [.. inputs.Select(i => i.Name)], attributes)], inputs);

    /// <summary>A list attribute.</summary>
    public static AttributeProto Ints(string name, params long[] values) => Attributes.Of(name, values);

    /// <summary>A tensor with values between -2 and 2.</summary>
    public static OperatorInput In(string name, params long[] shape) => new(name, shape);

    /// <summary>A tensor with values between 0.5 and 2.</summary>
    public static OperatorInput Positive(string name, params long[] shape) => new(name, shape, 0.5, 2);
}

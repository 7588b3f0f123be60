namespace CovidClassifier.Onnx.Gradients;

/// <summary>What an operator's gradient sees: one forward node, the graph to add to, shapes, and where the results go.</summary>
internal sealed class GradientScope(NodeProto node, GraphBuilder builder, Shapes shapes, GradientTape tape, Func<string, TensorProto?> constant)
{
    /// <summary>The forward node, in operator set 18 or newer.</summary>
    public NodeProto Node => node;

    /// <summary>Adds nodes and constants; forward tensors may be read by name.</summary>
    public GraphBuilder Builder => builder;

    /// <summary>Shape of a forward tensor; every length is known, the batch size included.</summary>
    public long[] Shape(string tensor) => shapes[tensor];

    /// <summary>Whether input <paramref name="input"/> leads to a trained parameter, so that its gradient must be accumulated.</summary>
    public bool Wants(int input) => node.InputAt(input) is { } name && tape.IsOnPath(name);

    /// <summary>The loss's gradient for output <paramref name="output"/>, or null where the output does not reach the loss.</summary>
    public string? OutputGradient(int output) => tape.Gradient(node.Output[output]);

    /// <summary>Adds <paramref name="gradient"/> (of the input's own shape) to what other consumers of the same tensor have handed back.</summary>
    public void Accumulate(int input, string gradient) => tape.Accumulate(node.Input[input], gradient);

    /// <summary>The same for a gradient of output 0's shape: what broadcasting repeated is added up first.</summary>
    public void AccumulateBroadcast(int input, string gradient) =>
        Accumulate(input, builder.SumTo(gradient, Shape(node.Output[0]), Shape(node.Input[input])));

    /// <summary>The value of an input that is an initializer or a folded constant, or null where it is computed.</summary>
    public TensorProto? Constant(int input) => node.InputAt(input) is { } name ? constant(name) : null;

    /// <summary>An int64 list input that must be constant: axes, a shape, pads.</summary>
    /// <exception cref="NetworkException">The input is computed from pixels.</exception>
    public long[] ConstantLongs(int input) =>
        Constant(input)?.Longs() ?? throw new NetworkException($"{node.Describe()} cannot be trained through: its input {input} must be constant.");
}

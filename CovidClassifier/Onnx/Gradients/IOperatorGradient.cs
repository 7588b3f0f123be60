namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// How one operator hands the loss's gradient from its outputs back to its inputs. Implementations are stateless. A new operator is one new
/// file and its line in <see cref="GradientCatalogue"/>.
/// </summary>
internal interface IOperatorGradient
{
    /// <summary>The operators served, by ONNX name (default domain).</summary>
    IReadOnlyList<string> OpTypes { get; }

    /// <summary>
    /// Whether a gradient can flow into input <paramref name="input"/> of <paramref name="node"/>. False for what only steers the operator (shapes, axes,
    /// bounds, running statistics): such an input is a constant of the training graph and is never trained.
    /// </summary>
    bool IsDifferentiable(NodeProto node, int input);

    /// <summary>Adds the gradient's nodes and calls <see cref="GradientScope.Accumulate"/> for each input that asks for one.</summary>
    void Build(GradientScope scope);
}

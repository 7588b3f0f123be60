namespace CovidClassifier.Onnx.Gradients;

/// <summary>Operators whose result does not change, or only jumps, when an input changes a little: no gradient flows through them.</summary>
internal sealed class StepGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes =>
    [
        "Shape", "Size", "ConstantOfShape", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "And", "Or", "Not", "Sign", "Floor", "Ceil", "Round",
        "ArgMax", "ArgMin", "IsNaN", "IsInf",
    ];

    public bool IsDifferentiable(NodeProto node, int input) => false;

    public void Build(GradientScope scope)
    {
        // never on the path from a parameter to the loss
    }
}

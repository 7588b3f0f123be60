namespace CovidClassifier.Onnx.Gradients;

/// <summary>Operators whose first input alone is differentiable; further inputs only steer them.</summary>
internal abstract class FirstInputGradient(params string[] opTypes) : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => opTypes;

    public virtual bool IsDifferentiable(NodeProto node, int input) => input == 0;

    public void Build(GradientScope scope)
    {
        if (scope.Wants(0) && scope.OutputGradient(0) is { } gradient)
        {
            scope.Accumulate(0, InputGradient(scope, scope.Builder, gradient));
        }
    }

    /// <summary>Adds the nodes that turn the gradient of output 0 into that of input 0.</summary>
    protected abstract string InputGradient(GradientScope scope, GraphBuilder builder, string gradient);
}

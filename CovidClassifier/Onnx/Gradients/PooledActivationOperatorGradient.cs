using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Our own pooling of products: both gradients by one kernel.</summary>
internal sealed class PooledActivationOperatorGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => [PooledActivation.OpType];

    public bool IsDifferentiable(NodeProto node, int input) => input < 2;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        string[] gradients = scope.Builder.AddMany(PooledActivationGradient.OpType, [scope.OutputGradient(0)!, .. node.Input], outputs: 2);
        for (int i = 0; i < gradients.Length; i++)
        {
            if (scope.Wants(i))
            {
                scope.Accumulate(i, gradients[i]);
            }
        }
    }
}

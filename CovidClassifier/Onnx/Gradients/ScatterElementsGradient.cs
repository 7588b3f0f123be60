namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Written elements take the gradient at their places (where two are written to one place, the order is not defined:
/// https://onnx.ai/onnx/operators/onnx__ScatterElements.html); the tensor that they are written over keeps it elsewhere, or everywhere where they are added to
/// it.
/// </summary>
internal sealed class ScatterElementsGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["ScatterElements"];

    public bool IsDifferentiable(NodeProto node, int input) => input is 0 or 2;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        string reduction = node.Text("reduction", "none");
        AttributeProto axis = Attributes.Of("axis", node.Int("axis", 0));
        if (reduction is not ("none" or "add"))
        {
            throw new NetworkException($"{node.Describe()} cannot be trained through: its reduction must be 'none' or 'add', got '{reduction}'.");
        }

        if (scope.Wants(0))
        {
            string zeros = builder.Zeros(scope.Shape(node.Input[1]));
            scope.Accumulate(0, reduction == "add" ? gradient : builder.Add("ScatterElements", [gradient, node.Input[1], zeros], axis));
        }

        if (scope.Wants(2))
        {
            scope.Accumulate(2, builder.Add("GatherElements", [gradient, node.Input[1]], axis.Clone()));
        }
    }
}

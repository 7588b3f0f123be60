namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// A sum of products over letters, Y = einsum(A, B): what A gets is again one, of Y's gradient and B, with A's letters as its result; a letter that only A has
/// was summed, so that its gradient is the same all along it (https://onnx.ai/onnx/operators/onnx__Einsum.html).
/// </summary>
internal sealed class EinsumGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Einsum"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        string equation = node.Text("equation", "").Replace(" ", "", StringComparison.Ordinal);
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        string result =
            sides.Length == 2 ? sides[1] : string.Concat(sides[0].Where(char.IsLetter).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order());
        if (equation.Contains('.', StringComparison.Ordinal) || terms.Any(t => t.Distinct().Count() != t.Length))
        {
            throw new NetworkException($"{node.Describe()} cannot be trained through: '{equation}' has an ellipsis or names an axis twice.");
        }

        for (int i = 0; i < terms.Length; i++)
        {
            if (scope.Wants(i))
            {
                scope.Accumulate(i, InputGradient(scope, terms, result, i));
            }
        }
    }

    private static string InputGradient(GradientScope scope, string[] terms, string result, int wanted)
    {
        GraphBuilder builder = scope.Builder;
        string[] others = [.. terms.Where((_, i) => i != wanted)];
        string known = result + string.Concat(others);
        string kept = string.Concat(terms[wanted].Where(known.Contains));
        string[] inputs = [scope.OutputGradient(0)!, .. scope.Node.Input.Where((_, i) => i != wanted)];
        string gradient = builder.Add("Einsum", inputs, Attributes.Of("equation", $"{string.Join(',', others.Prepend(result))}->{kept}"));
        if (kept.Length == terms[wanted].Length)
        {
            return gradient;
        }

        long[] shape = scope.Shape(scope.Node.Input[wanted]);
        long[] apart = [.. shape.Select((length, i) => known.Contains(terms[wanted][i]) ? length : 1)];
        return builder.Add("Expand", [builder.Reshape(gradient, apart), builder.Constant(shape)]);
    }
}

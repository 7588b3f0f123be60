using CovidClassifier.Onnx;

namespace CovidClassifier.Training;

/// <summary>Clipping by the norm of all gradients together (Pascanu et al. 2013, algorithm 1).</summary>
internal static class GradientNorm
{
    /// <summary>Each gradient times min(1, limit / norm).</summary>
    public static Dictionary<string, string> Limit(GraphBuilder builder, Dictionary<string, string> gradients, double limit)
    {
        string[] squares = [.. gradients.Values.Select(g => builder.Add("ReduceSumSquare", [g], Attributes.Of("keepdims", 0)))];
        string norm = builder.Add("Sqrt", [builder.Add("Sum", squares)]);
        string factor = builder.Add("Min", [builder.Constant(1f), builder.Add("Div", [builder.Constant((float)limit), builder.Add("Add", [norm, builder.Constant(1e-6f)])])]);
        return gradients.ToDictionary(g => g.Key, g => builder.Add("Mul", [g.Value, factor]), StringComparer.Ordinal);
    }
}

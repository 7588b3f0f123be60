namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// x P(x) with the normal distribution's P: the derivative is P + x p. The `tanh` form (Hendrycks and Gimpel 2016) is x (1 + tanh u) / 2 with
/// u = sqrt(2 / pi) (x + 0.044715 x^3).
/// </summary>
internal sealed class GeluGradient() : FirstInputGradient("Gelu")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string x = scope.Node.Input[0];
        string slope = scope.Node.Text("approximate", "none") == "tanh" ? Approximate(builder, x) : Exact(builder, x);
        return builder.Add("Mul", [gradient, slope]);
    }

    private static string Exact(GraphBuilder builder, string x)
    {
        string error = builder.Add("Erf", [builder.Scale(x, Math.Sqrt(0.5))]);
        string distribution = builder.Scale(builder.Add("Add", [error, builder.Constant(1f)]), 0.5);
        string bell = builder.Add("Exp", [builder.Scale(builder.Add("Mul", [x, x]), -0.5)]);
        string density = builder.Scale(bell, 1 / Math.Sqrt(2 * Math.PI));
        return builder.Add("Add", [distribution, builder.Add("Mul", [x, density])]);
    }

    private static string Approximate(GraphBuilder builder, string x)
    {
        double factor = Math.Sqrt(2 / Math.PI);
        string square = builder.Add("Mul", [x, x]);
        string u = builder.Add("Mul", [x, builder.Add("Add", [builder.Scale(square, factor * 0.044715), builder.Constant((float)factor)])]);
        string t = builder.Add("Tanh", [u]);
        string inner = builder.Add("Add", [builder.Scale(square, factor * 0.044715 * 3), builder.Constant((float)factor)]);
        string sum = builder.Add(
            "Add", [builder.Add("Add", [t, builder.Constant(1f)]), builder.Add("Mul", [builder.Add("Mul", [x, inner]), builder.OneMinusSquare(t)])]);
        return builder.Scale(sum, 0.5);
    }
}

namespace CovidClassifier.Onnx;

/// <summary>x P(x) with the normal distribution's P (Hendrycks and Gimpel 2016, arXiv:1606.08415) in operators of set 18, which has no Gelu.</summary>
internal static class FusedGelu
{
    /// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
    public static string Exact(GraphBuilder builder, string x) =>
        Half(builder, x, builder.Add("Erf", [builder.Add("Mul", [x, builder.Constant((float)Math.Sqrt(0.5))])]));

    /// <summary>x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2.</summary>
    public static string Approximate(GraphBuilder builder, string x)
    {
        string square = builder.Add("Mul", [builder.Add("Mul", [x, x]), builder.Constant(0.044715f)]);
        string sum = builder.Add("Mul", [x, builder.Add("Add", [square, builder.Constant(1f)])]);
        return Half(builder, x, builder.Add("Tanh", [builder.Add("Mul", [sum, builder.Constant((float)Math.Sqrt(2 / Math.PI))])]));
    }

    /// <summary>x sigmoid(alpha x).</summary>
    public static string Quick(GraphBuilder builder, string x, float alpha) =>
        builder.Add("Mul", [x, builder.Add("Sigmoid", [builder.Add("Mul", [x, builder.Constant(alpha)])])]);

    private static string Half(GraphBuilder builder, string x, string curve) =>
        builder.Add("Mul", [builder.Add("Mul", [x, builder.Constant(0.5f)]), builder.Add("Add", [curve, builder.Constant(1f)])]);
}

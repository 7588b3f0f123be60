namespace CovidClassifier.Onnx.Gradients;

/// <summary>What layer and instance normalisation share.</summary>
internal static class Normalization
{
    /// <summary>
    /// For n = (x - mean) r with mean and r = 1 / sqrt(variance + epsilon) taken over <paramref name="axes"/> of x: dx = r (g - mean of g - n mean of g n),
    /// where g is the gradient of n.
    /// </summary>
    public static string InputGradient(GraphBuilder builder, string gradient, string normal, string r, long[] axes)
    {
        string meanGradient = Mean(builder, gradient, axes);
        string along = builder.Add("Mul", [normal, Mean(builder, builder.Add("Mul", [gradient, normal]), axes)]);
        return builder.Add("Mul", [r, builder.Add("Sub", [builder.Add("Sub", [gradient, meanGradient]), along])]);
    }

    public static string Mean(GraphBuilder builder, string tensor, long[] axes) =>
        builder.Add("ReduceMean", [tensor, builder.Constant(axes)], Attributes.Of("keepdims", 1));
}

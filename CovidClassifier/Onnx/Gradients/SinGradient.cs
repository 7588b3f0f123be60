namespace CovidClassifier.Onnx.Gradients;

/// <summary>Of a sine the cosine, of a cosine the sine taken negative.</summary>
internal sealed class SinGradient() : FirstInputGradient("Sin", "Cos")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string x = scope.Node.Input[0];
        string slope = scope.Node.OpType == "Sin" ? builder.Add("Cos", [x]) : builder.Add("Neg", [builder.Add("Sin", [x])]);
        return builder.Add("Mul", [gradient, slope]);
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>x t with t = tanh(ln(1 + e^x)): the derivative is t + x (1 - t^2) s(x), s the logistic function.</summary>
internal sealed class MishGradient() : FirstInputGradient("Mish")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string x = scope.Node.Input[0];
        string t = builder.Add("Tanh", [builder.Add("Softplus", [x])]);
        string swish = builder.Add("Mul", [x, builder.Add("Sigmoid", [x])]);
        return builder.Add("Mul", [gradient, builder.Add("Add", [t, builder.Add("Mul", [swish, builder.OneMinusSquare(t)])])]);
    }
}

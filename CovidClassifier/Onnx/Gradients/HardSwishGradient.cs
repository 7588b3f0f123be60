namespace CovidClassifier.Onnx.Gradients;

/// <summary>x h(x) with h(x) = x / 6 + 1/2 held within 0..1: the derivative is h + x / 6 where h is inside, else h.</summary>
internal sealed class HardSwishGradient() : FirstInputGradient("HardSwish")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string x = scope.Node.Input[0];
        string h = builder.Add("HardSigmoid", [x], Attributes.Of("alpha", 1 / 6f), Attributes.Of("beta", 0.5f));
        string slope = builder.Mask(builder.Inside(h, 0, 1), builder.Scale(x, 1 / 6.0));
        return builder.Add("Mul", [gradient, builder.Add("Add", [h, slope])]);
    }
}

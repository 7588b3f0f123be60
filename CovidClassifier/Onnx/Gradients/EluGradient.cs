namespace CovidClassifier.Onnx.Gradients;

/// <summary>Below 0 the output is alpha (e^x - 1), times gamma for Selu, whose derivative is the output plus alpha gamma.</summary>
internal sealed class EluGradient() : FirstInputGradient("Elu", "Selu")
{
    // Selu's constants are the standard's (Klambauer et al. 2017, "Self-Normalizing Neural Networks")
    private const float SeluAlpha = 1.67326319217681884765625f;
    private const float SeluGamma = 1.05070102214813232421875f;

    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        bool isSelu = node.OpType == "Selu";
        float gamma = isSelu ? node.Float("gamma", SeluGamma) : 1;
        float alpha = node.Float("alpha", isSelu ? SeluAlpha : 1);
        string below = builder.Add("Add", [node.Output[0], builder.Constant(alpha * gamma)]);
        string positive = builder.Add("Greater", [node.Input[0], builder.Constant(0f)]);
        return builder.Add("Mul", [gradient, builder.Add("Where", [positive, builder.Constant(gamma), below])]);
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Each window hands its gradient to its first maximum, whose place the forward node reports as a second output. Where windows do not overlap this is
/// MaxUnpool, which assigns; else the parts are added up by ScatterElements.
/// </summary>
internal sealed class MaxPoolGradient() : FirstInputGradient("MaxPool")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        long[] wide = scope.Shape(node.Input[0]);
        long[] narrow = scope.Shape(node.Output[0]);
        var window = Window.Of(node, node.Ints("kernel_shape", []), wide.AsSpan(2), narrow.AsSpan(2));
        string indices = builder.ExtraOutput(node, 1);
        bool fits = Enumerable.Range(0, window.Rank).All(i => window.Reach(i, narrow[i + 2]) - window.Begin[i] - window.End[i] <= wide[i + 2]);
        if (window.IsDisjoint && fits)
        {
            return builder.Add(
                "MaxUnpool",
                [gradient, indices, builder.Constant(wide)],
                Attributes.Of("kernel_shape", window.Kernel),
                Attributes.Of("strides", window.Strides),
                Attributes.Of("pads", window.Pads));
        }

        long all = wide.Product();
        string flat = builder.Add(
            "ScatterElements",
            [builder.Zeros(all), builder.Reshape(indices, [narrow.Product()]), builder.Reshape(gradient, [narrow.Product()])],
            Attributes.Of("axis", 0),
            Attributes.Of("reduction", "add"));
        return builder.Reshape(flat, wide);
    }
}

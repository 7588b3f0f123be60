namespace CovidClassifier.Onnx.Gradients;

/// <summary>Adds each taken element's gradient up at the place that it was taken from.</summary>
internal sealed class GatherGradient() : FirstInputGradient("Gather")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        long[] shape = scope.Shape(node.Input[0]);
        int axis = GradientVerbs.Axis(node.Int("axis", 0), shape.Length);
        long length = shape[axis];
        long[] places = [.. scope.ConstantLongs(1).Select(p => p < 0 ? p + length : p)];
        long[] taken = [.. shape[..axis], places.Length, .. shape[(axis + 1)..]];
        string parts = builder.Reshape(gradient, scope.Shape(node.Output[0]), taken);
        bool neighbours = Enumerable.Range(1, places.Length - 1).All(i => places[i] == places[0] + i);
        if (neighbours)
        {
            return builder.Pad(
                parts,
                [.. shape.Select((_, i) => i == axis ? places[0] : 0)],
                [.. shape.Select((_, i) => i == axis ? length - places[0] - places.Length : 0)]);
        }

        string along = builder.Reshape(builder.Constant(places), [.. shape.Select((_, i) => i == axis ? (long)places.Length : 1)]);
        return builder.Add(
            "ScatterElements",
            [builder.Zeros(shape), builder.Add("Expand", [along, builder.Constant(taken)]), parts],
            Attributes.Of("axis", axis),
            Attributes.Of("reduction", "add"));
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>Hands each new element's gradient back to the elements it was mixed from.</summary>
internal sealed class ResizeGradient() : FirstInputGradient("Resize")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        if (node.Text("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize" || node.Has("axes") || node.Has("keep_aspect_ratio_policy"))
        {
            throw new NetworkException($"{node.Describe()} cannot be trained through: cropping, axes and keep_aspect_ratio_policy are not supported.");
        }

        long[] from = scope.Shape(node.Input[0]);
        long[] to = scope.Shape(node.Output[0]);
        float[]? scales = node.InputAt(2) is null ? null : scope.Constant(2)?.Floats();
        return PerAxis.Gradient(
            scope, gradient, axis => from[axis] != to[axis], (unit, axis) => Along(builder, node, unit, from[axis], to[axis], scales?[axis]));
    }

    private static string Along(GraphBuilder builder, NodeProto node, string unit, long from, long to, float? scale)
    {
        string matrix = builder.Reshape(unit, [1, 1, from, from]);
        string[] inputs = scale is { } factor
            ? [matrix, "", builder.FloatTensor([1, 1, factor, 1], 4)]
            : [matrix, "", "", builder.Constant(1, 1, to, from)];
        string resized = builder.Add("Resize", inputs, [.. node.Attribute.Select(a => a.Clone())]);
        return builder.Reshape(resized, [to, from]);
    }
}

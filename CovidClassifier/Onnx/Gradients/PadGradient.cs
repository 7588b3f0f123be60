namespace CovidClassifier.Onnx.Gradients;

/// <summary>Takes the padding away again; what was padded by copies of elements (`reflect`, `edge`, `wrap`) is added to those elements.</summary>
internal sealed class PadGradient() : FirstInputGradient("Pad")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        int rank = scope.Shape(node.Input[0]).Length;
        long[] pads = scope.ConstantLongs(1);
        long[] axes = node.InputAt(3) is null ? [.. Enumerable.Range(0, rank).Select(i => (long)i)] : scope.ConstantLongs(3);
        var before = new long[rank];
        var after = new long[rank];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = GradientVerbs.Axis(axes[i], rank);
            before[axis] = pads[i];
            after[axis] = pads[axes.Length + i];
        }

        string mode = node.Text("mode", "constant");
        return mode == "constant"
            ? builder.Pad(gradient, [.. before.Select(p => -p)], [.. after.Select(p => -p)])
            : PerAxis.Gradient(
                scope,
                gradient,
                axis => before[axis] != 0 || after[axis] != 0,
                (unit, axis) => builder.Add("Pad", [unit, builder.Constant(before[axis], 0, after[axis], 0)], Attributes.Of("mode", mode)));
    }
}

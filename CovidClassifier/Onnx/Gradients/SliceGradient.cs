namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Puts the gradient back in its place among zeros: turned round where the step is negative, zeros between elements where it is not 1, zeros before and behind.
/// </summary>
internal sealed class SliceGradient() : FirstInputGradient("Slice")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        long[] whole = scope.Shape(node.Input[0]);
        long[] part = scope.Shape(node.Output[0]);
        long[] starts = scope.ConstantLongs(1);
        long[] axes = node.InputAt(3) is null ? [.. starts.Select((_, i) => (long)i)] : scope.ConstantLongs(3);
        long[] steps = node.InputAt(4) is null ? [.. starts.Select(_ => 1L)] : scope.ConstantLongs(4);
        var before = new long[whole.Length];
        long[] step = [.. whole.Select(_ => 1L)];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = GradientVerbs.Axis(axes[i], whole.Length);
            long first = First(starts[i], steps[i], whole[axis]);
            step[axis] = Math.Abs(steps[i]);
            before[axis] = steps[i] > 0 ? first : first - (part[axis] - 1) * step[axis];
            if (steps[i] < 0)
            {
                gradient = builder.Reverse(gradient, axis);
            }
        }

        string spread = builder.Spread(gradient, part, step);
        return builder.Pad(spread, before, [.. whole.Select((length, i) => length - before[i] - part[i] * step[i])]);
    }

    private static long First(long start, long step, long length)
    {
        long counted = start < 0 ? start + length : start;
        return Math.Clamp(counted, 0, step > 0 ? length : length - 1);
    }
}

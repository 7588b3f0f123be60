namespace CovidClassifier.Onnx.Gradients;

/// <summary>Each window hands every element that it averaged the same share of its gradient.</summary>
internal sealed class AveragePoolGradient() : FirstInputGradient("AveragePool")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        long[] wide = scope.Shape(node.Input[0]);
        long[] narrow = scope.Shape(node.Output[0]);
        var window = Window.Of(node, node.Ints("kernel_shape", []), wide.AsSpan(2), narrow.AsSpan(2));
        string shares = builder.Add("Mul", [gradient, Shares(builder, node, window, wide, narrow)]);
        return window.IsTiling && window.Begin.All(p => p == 0) && window.Strides.Zip(narrow[2..], wide[2..]).All(w => w.First * w.Second <= w.Third)
            ? Repeat(builder, shares, window, wide, narrow)
            : Spread(builder, shares, window, wide, narrow);
    }

    /// <summary>1 / number of averaged elements, for every window: a tensor over the spatial axes.</summary>
    private static string Shares(GraphBuilder builder, NodeProto node, Window window, long[] wide, long[] narrow)
    {
        bool withPadding = node.Int("count_include_pad", 0) != 0;
        float[][] counts = [.. Enumerable.Range(0, window.Rank).Select(i => Counts(window, i, wide[i + 2], narrow[i + 2], withPadding))];
        float[] shares = [1];
        foreach (float[] axis in counts)
        {
            shares = [.. shares.SelectMany(_ => axis, (share, count) => share / count)];
        }

        return shares.Distinct().Count() == 1 ? builder.Constant(shares[0]) : builder.FloatTensor(shares, narrow.AsSpan(2));
    }

    private static float[] Counts(Window window, int axis, long wide, long narrow, bool withPadding)
    {
        long first = withPadding ? -window.Begin[axis] : 0;
        long end = withPadding ? wide + window.End[axis] : wide;
        var counts = new float[narrow];
        for (int o = 0; o < narrow; o++)
        {
            for (int k = 0; k < window.Kernel[axis]; k++)
            {
                long place = o * window.Strides[axis] + k * window.Dilations[axis] - window.Begin[axis];
                counts[o] += place >= first && place < end ? 1 : 0;
            }
        }

        return counts;
    }

    private static string Repeat(GraphBuilder builder, string shares, Window window, long[] wide, long[] narrow)
    {
        long[] apart = [narrow[0], narrow[1], .. narrow[2..].SelectMany(o => new[] { o, 1 })];
        long[] repeated = [narrow[0], narrow[1], .. narrow[2..].Zip(window.Kernel).SelectMany(w => new[] { w.First, w.Second })];
        long[] covered = [narrow[0], narrow[1], .. narrow[2..].Zip(window.Kernel, (o, k) => o * k)];
        string spread = builder.Add("Expand", [builder.Reshape(shares, apart), builder.Constant(repeated)]);
        return builder.Pad(builder.Reshape(spread, covered), new long[wide.Length], [.. wide.Zip(covered, (w, c) => w - c)]);
    }

    /// <summary>A transposed convolution with ones, every channel taken as an image of its own.</summary>
    private static string Spread(GraphBuilder builder, string shares, Window window, long[] wide, long[] narrow)
    {
        float[] ones = [.. Enumerable.Repeat(1f, (int)window.Kernel.Product())];
        long[] full = [.. Enumerable.Range(0, window.Rank).Select(i => window.Reach(i, narrow[i + 2]))];
        string spread = builder.Add(
            "ConvTranspose",
            [builder.Reshape(shares, [narrow[0] * narrow[1], 1, .. narrow[2..]]), builder.FloatTensor(ones, [1, 1, .. window.Kernel])],
            Attributes.Of("kernel_shape", window.Kernel),
            Attributes.Of("strides", window.Strides),
            Attributes.Of("dilations", window.Dilations));
        long[] after = [.. Enumerable.Range(0, window.Rank).Select(i => wide[i + 2] + window.Begin[i] - full[i])];
        string fitted = builder.Pad(spread, [0, 0, .. window.Begin.Select(b => -b)], [0, 0, .. after]);
        return builder.Reshape(fitted, wide);
    }
}

namespace CovidClassifier.Onnx.Gradients;

/// <summary>How a convolution's or pooling's window walks over the spatial axes, `auto_pad` worked out.</summary>
/// <param name="Kernel">Lengths of the window, per spatial axis.</param>
/// <param name="Strides">Steps between windows.</param>
/// <param name="Dilations">Steps inside a window.</param>
/// <param name="Begin">Padding before the first element.</param>
/// <param name="End">Padding behind the last element, as declared; with `ceil_mode` the last window may reach further.</param>
internal sealed record Window(long[] Kernel, long[] Strides, long[] Dilations, long[] Begin, long[] End)
{
    /// <summary>Number of spatial axes.</summary>
    public int Rank => Kernel.Length;

    /// <summary>Begin and end, as the attribute `pads` lists them.</summary>
    public long[] Pads => [.. Begin, .. End];

    /// <summary>Whether no element is read by two windows.</summary>
    public bool IsDisjoint => Enumerable.Range(0, Rank).All(i => Kernel[i] <= Strides[i] && Dilations[i] == 1);

    /// <summary>Whether windows lie side by side without gap or overlap.</summary>
    public bool IsTiling => Kernel.AsSpan().SequenceEqual(Strides) && Dilations.All(d => d == 1);

    /// <param name="node">Conv, MaxPool, AveragePool or a relative.</param>
    /// <param name="kernel">Lengths of the window.</param>
    /// <param name="wide">Spatial lengths on the side that the window walks over.</param>
    /// <param name="narrow">Spatial lengths on the other side: how many windows there are.</param>
    public static Window Of(NodeProto node, long[] kernel, ReadOnlySpan<long> wide, ReadOnlySpan<long> narrow)
    {
        int rank = kernel.Length;
        long[] ones = [.. Enumerable.Repeat(1L, rank)];
        var window = new Window(kernel, node.Ints("strides", ones), node.Ints("dilations", ones), new long[rank], new long[rank]);
        string mode = node.Text("auto_pad", "NOTSET");
        if (mode == "NOTSET" && node.Has("pads"))
        {
            long[] pads = node.Ints("pads", []);
            return window with { Begin = pads[..rank], End = pads[rank..] };
        }

        for (int i = 0; mode is "SAME_UPPER" or "SAME_LOWER" && i < rank; i++)
        {
            long total = Math.Max(0, window.Reach(i, narrow[i]) - wide[i]);
            window.Begin[i] = mode == "SAME_UPPER" ? total / 2 : total - total / 2;
            window.End[i] = total - window.Begin[i];
        }

        return window;
    }

    /// <summary>From the first element of the first of <paramref name="windows"/> windows to the last element of the last one, both included.</summary>
    public long Reach(int axis, long windows) => (windows - 1) * Strides[axis] + (Kernel[axis] - 1) * Dilations[axis] + 1;

    /// <summary>How many padded elements the last window leaves unread at the end of each spatial axis.</summary>
    public long[] Unread(long[] wide, long[] narrow) =>
        [.. Enumerable.Range(0, Rank).Select(i => Begin[i] + wide[i + 2] + End[i] - Reach(i, narrow[i + 2]))];

    /// <summary>Pads what the window walks over, so that it never leaves it.</summary>
    /// <param name="builder">The graph.</param>
    /// <param name="x">The tensor.</param>
    /// <param name="wide">Its shape, [N, C, spatial lengths].</param>
    /// <param name="narrow">[N, M, number of windows per axis].</param>
    /// <param name="padded">Its shape afterwards.</param>
    public string PadFor(GraphBuilder builder, string x, long[] wide, long[] narrow, out long[] padded)
    {
        long[] after = [.. Enumerable.Range(0, Rank).Select(i => Math.Max(0, Reach(i, narrow[i + 2]) - Begin[i] - wide[i + 2]))];
        padded = [.. wide[..2], .. wide[2..].Select((length, i) => Begin[i] + length + after[i])];
        return builder.Pad(x, [0, 0, .. Begin], [0, 0, .. after]);
    }
}

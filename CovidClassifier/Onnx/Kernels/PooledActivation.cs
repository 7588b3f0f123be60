using System.Runtime.Intrinsics;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// Max-pooling, bias and ReLU of products whose places in a pooling window lie together: y [windows, places, channels], bias [channels], sizes; gives [windows,
/// channels]. Adding a bias keeps order, so the greatest is taken first.
/// </summary>
internal sealed class PooledActivation : Kernel
{
    public const string OpType = "PooledActivation";

    public override string Name => OpType;

    public override int Inputs => 3;

    /// <summary>The last input.</summary>
    public static long[] Sizes(long windows, long places, long channels, bool relu) => [windows, places, channels, relu ? 1 : 0];

    public override void Compute(KernelContext context)
    {
        ReadOnlySpan<long> sizes = context.Longs(2);
        (int windows, int places, int channels, bool relu) = ((int)sizes[0], (int)sizes[1], (int)sizes[2], sizes[3] != 0);
        ReadOnlySpan<float> y = context.Floats(0);
        ReadOnlySpan<float> bias = context.Floats(1);
        Span<float> pooled = context.Output(0, windows, channels);
        Vector256<float> least = Vector256.Create(relu ? 0 : float.NegativeInfinity);
        for (int window = 0; window < windows; window++)
        {
            ReadOnlySpan<float> values = y.Slice(window * places * channels, places * channels);
            Span<float> row = pooled.Slice(window * channels, channels);
            int channel = 0;
            for (; channel <= channels - Vector256<float>.Count; channel += Vector256<float>.Count)
            {
                Vector256<float> greatest = Vector256.Create(values[channel..]);
                for (int place = 1; place < places; place++)
                {
                    greatest = Vector256.Max(greatest, Vector256.Create(values[(place * channels + channel)..]));
                }

                Vector256.Max(greatest + Vector256.Create(bias[channel..]), least).CopyTo(row[channel..]);
            }

            for (; channel < channels; channel++)
            {
                row[channel] = MathF.Max(Greatest(values, places, channels, channel) + bias[channel], least[0]);
            }
        }
    }

    /// <summary>The greatest of one channel's places.</summary>
    public static float Greatest(ReadOnlySpan<float> values, int places, int channels, int channel)
    {
        float greatest = values[channel];
        for (int place = 1; place < places; place++)
        {
            greatest = MathF.Max(greatest, values[place * channels + channel]);
        }

        return greatest;
    }
}

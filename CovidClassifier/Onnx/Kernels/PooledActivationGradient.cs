using System.Runtime.Intrinsics;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// Both gradients of <see cref="PooledActivation"/>: gradient [windows, channels], y, bias, sizes; gives d loss / d y [windows, places, channels] and d loss /
/// d bias [channels]. The first greatest place gets a window's gradient, none where ReLU gives 0.
/// </summary>
internal sealed class PooledActivationGradient : Kernel
{
    public const string OpType = "PooledActivationGradient";

    public override string Name => OpType;

    public override int Inputs => 4;

    public override int Outputs => 2;

    public override void Compute(KernelContext context)
    {
        ReadOnlySpan<long> sizes = context.Longs(3);
        (int windows, int places, int channels, bool relu) = ((int)sizes[0], (int)sizes[1], (int)sizes[2], sizes[3] != 0);
        ReadOnlySpan<float> gradient = context.Floats(0);
        ReadOnlySpan<float> y = context.Floats(1);
        ReadOnlySpan<float> bias = context.Floats(2);
        Span<float> slopes = context.Output(0, windows, places, channels);
        Span<float> biasSlopes = context.Output(1, channels);
        biasSlopes.Clear();
        for (int window = 0; window < windows; window++)
        {
            ReadOnlySpan<float> row = gradient.Slice(window * channels, channels);
            ReadOnlySpan<float> values = y.Slice(window * places * channels, places * channels);
            Span<float> target = slopes.Slice(window * places * channels, places * channels);
            int channel = 0;
            for (; channel <= channels - Vector256<float>.Count; channel += Vector256<float>.Count)
            {
                Eight(row, values, bias, target, biasSlopes, places, channels, channel, relu);
            }

            for (; channel < channels; channel++)
            {
                One(row[channel], values, bias[channel], target, biasSlopes, places, channels, channel, relu);
            }
        }
    }

    private static void Eight(
        ReadOnlySpan<float> row, ReadOnlySpan<float> values, ReadOnlySpan<float> bias, Span<float> target, Span<float> biasSlopes, int places, int channels,
            int channel, bool relu)
    {
        Vector256<float> greatest = Vector256.Create(values[channel..]);
        for (int place = 1; place < places; place++)
        {
            greatest = Vector256.Max(greatest, Vector256.Create(values[(place * channels + channel)..]));
        }

        Vector256<float> left = Vector256.Create(row[channel..]);
        left = relu ? left & Vector256.GreaterThan(greatest + Vector256.Create(bias[channel..]), Vector256<float>.Zero) : left;
        (Vector256.Create(biasSlopes[channel..]) + left).CopyTo(biasSlopes[channel..]);
        for (int place = 0; place < places; place++)
        {
            int at = place * channels + channel;
            Vector256<float> wins = Vector256.Equals(Vector256.Create(values[at..]), greatest);
            (left & wins).CopyTo(target[at..]);
            left = Vector256.AndNot(left, wins);
        }
    }

    private static void One(
        float gradient, ReadOnlySpan<float> values, float bias, Span<float> target, Span<float> biasSlopes, int places, int channels, int channel, bool relu)
    {
        float greatest = PooledActivation.Greatest(values, places, channels, channel);
        float left = relu && !(greatest + bias > 0) ? 0 : gradient;
        biasSlopes[channel] += left;
        for (int place = 0; place < places; place++)
        {
            int at = place * channels + channel;
            bool wins = values[at] == greatest;
            target[at] = wins ? left : 0;
            left = wins ? 0 : left;
        }
    }
}

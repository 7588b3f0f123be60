using System.Buffers;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// d loss / d weight of <see cref="DepthwiseConvolution"/>: x [N,H,W,C], gradient [N,H',W',C], sizes; gives [C,1,k,l], summed over images and windows.
/// </summary>
internal sealed class DepthwiseWeightGradient : Kernel
{
    public const string OpType = "DepthwiseWeightGradient";

    public override string Name => OpType;

    public override int Inputs => 3;

    public override void Compute(KernelContext context)
    {
        var geometry = new DepthwiseGeometry(context.Longs(2));
        int channels = geometry.Channels;
        ReadOnlySpan<float> x = context.Floats(0);
        ReadOnlySpan<float> gradient = context.Floats(1);
        Span<float> weight = context.Output(0, channels, 1, geometry.KernelHeight, geometry.KernelWidth);
        int[] pixels = ArrayPool<int>.Shared.Rent(geometry.Windows * geometry.Taps);
        float[] sums = ArrayPool<float>.Shared.Rent(geometry.Taps * channels);
        geometry.FillPixels(pixels);
        sums.AsSpan(0, geometry.Taps * channels).Clear();
        for (int window = 0; window < geometry.Windows; window++)
        {
            ReadOnlySpan<float> row = gradient.Slice(window * channels, channels);
            for (int tap = 0; tap < geometry.Taps; tap++)
            {
                if (pixels[window * geometry.Taps + tap] is >= 0 and var pixel)
                {
                    RowMath.MultiplyAdd(row, x.Slice(pixel * channels, channels), sums.AsSpan(tap * channels, channels));
                }
            }
        }

        for (int channel = 0; channel < channels; channel++)
        {
            for (int tap = 0; tap < geometry.Taps; tap++)
            {
                weight[channel * geometry.Taps + tap] = sums[tap * channels + channel];
            }
        }

        ArrayPool<float>.Shared.Return(sums);
        ArrayPool<int>.Shared.Return(pixels);
    }
}

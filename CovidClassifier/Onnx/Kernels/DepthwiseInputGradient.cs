using System.Buffers;

namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// d loss / d x of <see cref="DepthwiseConvolution"/>: gradient [N,H',W',C], weight, sizes; gives [N,H,W,C]. Each window hands its gradient back to the
/// elements that it has read.
/// </summary>
internal sealed class DepthwiseInputGradient : Kernel
{
    public const string OpType = "DepthwiseInputGradient";

    public override string Name => OpType;

    public override int Inputs => 3;

    public override void Compute(KernelContext context)
    {
        var geometry = new DepthwiseGeometry(context.Longs(2));
        int channels = geometry.Channels;
        ReadOnlySpan<float> gradient = context.Floats(0);
        Span<float> x = context.Output(0, geometry.Images, geometry.Height, geometry.Width, channels);
        int[] pixels = ArrayPool<int>.Shared.Rent(geometry.Windows * geometry.Taps);
        float[] taps = ArrayPool<float>.Shared.Rent(geometry.Taps * channels);
        geometry.FillPixels(pixels);
        geometry.FillTaps(context.Floats(1), taps);
        x.Clear();
        for (int window = 0; window < geometry.Windows; window++)
        {
            ReadOnlySpan<float> row = gradient.Slice(window * channels, channels);
            for (int tap = 0; tap < geometry.Taps; tap++)
            {
                if (pixels[window * geometry.Taps + tap] is >= 0 and var pixel)
                {
                    RowMath.MultiplyAdd(row, taps.AsSpan(tap * channels, channels), x.Slice(pixel * channels, channels));
                }
            }
        }

        ArrayPool<float>.Shared.Return(taps);
        ArrayPool<int>.Shared.Return(pixels);
    }
}

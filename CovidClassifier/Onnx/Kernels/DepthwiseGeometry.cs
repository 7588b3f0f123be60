namespace CovidClassifier.Onnx.Kernels;

/// <summary>
/// Sizes of a depthwise convolution over images with channels last, and which element each window reads at each tap. All kernels walk channels in the inner
/// loop: they lie side by side, whatever the strides and paddings are.
/// </summary>
/// <param name="sizes">As <see cref="Sizes"/> lists them.</param>
internal readonly struct DepthwiseGeometry(ReadOnlySpan<long> sizes)
{
    private readonly int _strideY = (int)sizes[8];
    private readonly int _strideX = (int)sizes[9];
    private readonly int _dilationY = (int)sizes[10];
    private readonly int _dilationX = (int)sizes[11];
    private readonly int _top = (int)sizes[12];
    private readonly int _left = (int)sizes[13];

    public int Images { get; } = (int)sizes[0];

    public int Channels { get; } = (int)sizes[1];

    public int Height { get; } = (int)sizes[2];

    public int Width { get; } = (int)sizes[3];

    public int OutHeight { get; } = (int)sizes[4];

    public int OutWidth { get; } = (int)sizes[5];

    public int KernelHeight { get; } = (int)sizes[6];

    public int KernelWidth { get; } = (int)sizes[7];

    public int Taps => KernelHeight * KernelWidth;

    /// <summary>Windows of all images.</summary>
    public int Windows => Images * OutHeight * OutWidth;

    /// <summary>All sizes as a kernel's last input.</summary>
    /// <param name="wide">Shape of the images, [N,C,H,W], as the convolution has them.</param>
    /// <param name="narrow">Shape of what it gives.</param>
    /// <param name="kernel">Lengths of the window, down and across.</param>
    /// <param name="strides">Steps between windows.</param>
    /// <param name="dilations">Steps inside a window.</param>
    /// <param name="begin">Padding at the top and at the left.</param>
    public static long[] Sizes(long[] wide, long[] narrow, long[] kernel, long[] strides, long[] dilations, long[] begin) =>
        [wide[0], wide[1], wide[2], wide[3], narrow[2], narrow[3], .. kernel, .. strides, .. dilations, begin[0], begin[1]];

    /// <summary>For each window and tap the number of the pixel read, or -1 in the padding.</summary>
    public void FillPixels(Span<int> pixels)
    {
        int at = 0;
        for (int image = 0; image < Images; image++)
        {
            for (int oy = 0; oy < OutHeight; oy++)
            {
                for (int ox = 0; ox < OutWidth; ox++)
                {
                    for (int tap = 0; tap < Taps; tap++)
                    {
                        int y = oy * _strideY + tap / KernelWidth * _dilationY - _top;
                        int x = ox * _strideX + tap % KernelWidth * _dilationX - _left;
                        pixels[at++] = y >= 0 && y < Height && x >= 0 && x < Width ? (image * Height + y) * Width + x : -1;
                    }
                }
            }
        }
    }

    /// <summary>Filters [C,1,k,l] as [tap, C].</summary>
    public void FillTaps(ReadOnlySpan<float> weight, Span<float> taps)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                taps[tap * Channels + channel] = weight[channel * Taps + tap];
            }
        }
    }
}

namespace CovidClassifier.Imaging;

/// <summary>A gray picture: row-major bytes, 0 black to 255 white, no padding between rows. Treated as immutable once handed over.</summary>
internal sealed class GrayImage
{
    /// <exception cref="ArgumentException"><paramref name="pixels"/> does not hold width x height bytes.</exception>
    public GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height)
        {
            throw new ArgumentException($"A {width} x {height} image needs {(long)width * height} pixels, got {pixels.Length}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Length Width x Height, row by row.</summary>
    public byte[] Pixels { get; }
}

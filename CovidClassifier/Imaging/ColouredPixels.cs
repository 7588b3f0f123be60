namespace CovidClassifier.Imaging;

/// <summary>Counts the pixels of a picture whose red, green and blue differ by more than compression makes them in gray pictures stored as colours.</summary>
internal sealed class ColouredPixels
{
    /// <summary>Compression leaves differences of a few levels.</summary>
    private const uint LeastDifference = 20;

    private const uint Opaque = 255;

    private long _coloured;
    private long _all;

    /// <summary>0 to 1; NaN before the first pixel.</summary>
    public double Share => (double)_coloured / _all;

    /// <summary>A pixel of three levels from 0 to 255 over black.</summary>
    public void Add(uint red, uint green, uint blue, uint alpha = Opaque)
    {
        _all++;
        uint difference = Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue));
        _coloured += difference * alpha >= LeastDifference * Opaque ? 1 : 0;
    }

    /// <summary>Pixels of R, G, B, A bytes over black.</summary>
    public void AddTransparent(ReadOnlySpan<byte> rgba)
    {
        for (int i = 0; i + 3 < rgba.Length; i += 4)
        {
            Add(rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]);
        }
    }
}

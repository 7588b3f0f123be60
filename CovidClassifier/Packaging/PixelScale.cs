namespace CovidClassifier.Packaging;

/// <summary>Gray bytes as the network's input takes them: the same numbers, as floats.</summary>
internal static class PixelScale
{
    /// <param name="gray">0 black to 255 white.</param>
    /// <param name="pixels">Of the same length.</param>
    public static void ToFloats(ReadOnlySpan<byte> gray, Span<float> pixels)
    {
        pixels = pixels[..gray.Length];
        for (int i = 0; i < gray.Length; i++)
        {
            pixels[i] = gray[i];
        }
    }
}

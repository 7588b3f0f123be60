using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>Draws a heat map over a gray picture, so that the picture stays readable under it.</summary>
internal static class Overlay
{
    // of the strongest place; what is left of the gray keeps ribs and vessels visible
    private const float MostOpaque = 0.55f;

    private static readonly byte[][] Colors = [.. Enumerable.Range(0, 256).Select(i => HeatColor.At(i / 255.0))];

    /// <param name="picture">Gray.</param>
    /// <param name="strengths">One per pixel, 0 to 1.</param>
    public static byte[] ToPng(GrayImage picture, float[] strengths)
    {
        byte[] rgba = Blend(picture, strengths);
        return PngEncoder.PngOfColors(rgba, picture.Width, picture.Height);
    }

    /// <summary>The same as pixels: red, green, blue, 255 of each, row by row.</summary>
    public static byte[] Blend(GrayImage picture, float[] strengths)
    {
        var rgba = new byte[4 * strengths.Length];
        for (int i = 0; i < strengths.Length; i++)
        {
            // faster than the strength, so that weak places leave no haze over the picture
            float opacity = MostOpaque * strengths[i] * MathF.Sqrt(strengths[i]);
            byte[] color = Colors[(int)(strengths[i] * 255)];
            byte gray = picture.Pixels[i];
            rgba[4 * i] = Blend(gray, color[0], opacity);
            rgba[4 * i + 1] = Blend(gray, color[1], opacity);
            rgba[4 * i + 2] = Blend(gray, color[2], opacity);
            rgba[4 * i + 3] = byte.MaxValue;
        }

        return rgba;
    }

    private static byte Blend(byte gray, byte color, float opacity) => (byte)(gray + (color - gray) * opacity + 0.5f);
}

namespace CovidClassifier.Explanation;

/// <summary>
/// Colours for strengths, from violet over red and orange to bright yellow, that look evenly spaced: lightness and hue grow evenly in Oklab (Ottosson 2020,
/// https://bottosson.github.io/posts/oklab), so that no strength seems to have an edge, and lightness alone tells strong from weak to who sees no hue.
/// </summary>
internal static class HeatColor
{
    private const double LowestLightness = 0.42, HighestLightness = 0.94;
    private const double LowestHue = -60, HighestHue = 105;
    private const double Chroma = 0.19;

    /// <summary>Red, green and blue, sRGB.</summary>
    /// <param name="strength">0 to 1.</param>
    public static byte[] At(double strength)
    {
        double lightness = LowestLightness + (HighestLightness - LowestLightness) * strength;
        double hue = (LowestHue + (HighestHue - LowestHue) * strength) * Math.PI / 180;
        double a = Chroma * Math.Cos(hue), b = Chroma * Math.Sin(hue);

        // the inverse of Oklab, with the constants of its page
        double l = Math.Pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        double m = Math.Pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        double s = Math.Pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return
        [
            Encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            Encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            Encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s),
        ];
    }

    // IEC 61966-2-1
    private static byte Encode(double linear)
    {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (byte)Math.Round(255 * Math.Clamp(value, 0, 1));
    }
}

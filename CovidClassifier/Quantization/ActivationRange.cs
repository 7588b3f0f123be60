namespace CovidClassifier.Quantization;

/// <summary>How a tensor's numbers become 0 to 255: number = <paramref name="Scale"/> x (byte - <paramref name="ZeroPoint"/>).</summary>
/// <param name="Scale">Above 0.</param>
/// <param name="ZeroPoint">The byte that is 0 exactly.</param>
internal readonly record struct ActivationRange(float Scale, byte ZeroPoint)
{
    private const int Steps = byte.MaxValue;

    /// <summary>For numbers from <paramref name="low"/> to <paramref name="high"/>; widened so that 0 is among them.</summary>
    public static ActivationRange Of(double low, double high)
    {
        low = Math.Min(low, 0);
        high = Math.Max(high, 0);
        double scale = high > low ? (high - low) / Steps : 1;
        return new ActivationRange((float)scale, (byte)Math.Clamp(Math.Round(-low / scale), 0, Steps));
    }
}

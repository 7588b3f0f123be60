namespace CovidClassifier.Imaging;

/// <summary>
/// The middle of a picture, 10 % to 90 % of width and height: in a chest X-ray the lungs are there, while markers, borders and captions, which tell where a
/// picture came from, stand outside.
/// </summary>
internal static class CentralArea
{
    /// <summary>Where it begins, as a share of width and height.</summary>
    public const double Low = 0.1;

    /// <summary>Where it ends.</summary>
    public const double High = 0.9;

    /// <summary>Whether a place, in shares of the picture's width and height, lies in it.</summary>
    public static bool Contains(double x, double y) => x is >= Low and < High && y is >= Low and < High;
}

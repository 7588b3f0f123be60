namespace CovidClassifier.Phantoms.Drawing;

/// <summary>
/// Curves from +, -, *, / and square root alone. IEEE 754 fixes these to the last bit; sine or exponential may differ between platforms,
/// and then the drawings would.
/// </summary>
internal static class Shape
{
    /// <summary>
    /// 0 up to <paramref name="zeroAt"/>, 1 from <paramref name="oneAt"/> on, smooth between (3t^2 - 2t^3). The two may come in either
    /// order.
    /// </summary>
    public static double Step(double x, double zeroAt, double oneAt)
    {
        double t = Math.Clamp((x - zeroAt) / (oneAt - zeroAt), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>A hill: 1 at 0, falling to 0 at distance 1 and beyond. Takes the squared distance.</summary>
    public static double Hill(double squared) => squared >= 1 ? 0 : (1 - squared) * (1 - squared);

    /// <summary>A wave of period 1 made of straight lines, -1 at whole numbers and 1 half way.</summary>
    public static double Zigzag(double x) => 1 - 4 * Math.Abs(x - Math.Floor(x) - 0.5);

    public static double Square(double x) => x * x;
}

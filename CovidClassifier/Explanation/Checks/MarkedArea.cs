namespace CovidClassifier;

/// <summary>Where a finding lies, as somebody marked it: an upright ellipse in pixels of its picture, (0, 0) being the top left corner.</summary>
/// <param name="X">Its middle.</param>
/// <param name="Y">Its middle.</param>
/// <param name="RadiusX">Half its width, above 0.</param>
/// <param name="RadiusY">Half its height, above 0.</param>
public sealed record MarkedArea(double X, double Y, double RadiusX, double RadiusY)
{
    /// <summary>Whether a place lies in the ellipse or on its edge.</summary>
    public bool Contains(double x, double y) => Square((x - X) / RadiusX) + Square((y - Y) / RadiusY) <= 1;

    private static double Square(double value) => value * value;
}

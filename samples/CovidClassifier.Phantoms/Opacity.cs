namespace CovidClassifier.Phantoms;

/// <summary>
/// A patch at the lung's periphery, as drawn: an upright ellipse in pixels of its image, (0, 0) being the top left corner; nothing of it is
/// drawn outside.
/// </summary>
public sealed record Opacity(double X, double Y, double RadiusX, double RadiusY);

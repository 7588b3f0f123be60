using CovidClassifier.Foundation;

namespace CovidClassifier.Phantoms.Drawing;

/// <summary>
/// How the patient stands before the film: a small turn, scale and shift between the body's frame and the unit square of the image.
/// </summary>
internal sealed class Pose
{
    private readonly double _a;
    private readonly double _b;
    private readonly double _shiftX;
    private readonly double _shiftY;

    public Pose(RandomStream random)
    {
        double tangent = random.Uniform(-0.09, 0.09);
        double scale = random.Uniform(0.90, 1.05);
        double length = Math.Sqrt(1 + tangent * tangent);
        _a = scale / length;
        _b = scale * tangent / length;
        _shiftX = random.Uniform(-0.035, 0.035);
        _shiftY = random.Uniform(-0.04, 0.04);
    }

    public (double X, double Y) ToImage(double u, double v)
    {
        double du = u - 0.5, dv = v - 0.5;
        return (0.5 + _shiftX + _a * du - _b * dv, 0.5 + _shiftY + _b * du + _a * dv);
    }

    public (double U, double V) ToBody(double x, double y)
    {
        double dx = x - 0.5 - _shiftX, dy = y - 0.5 - _shiftY, squared = _a * _a + _b * _b;
        return (0.5 + (_a * dx + _b * dy) / squared, 0.5 + (_a * dy - _b * dx) / squared);
    }
}

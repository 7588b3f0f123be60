using CovidClassifier.Foundation;

namespace CovidClassifier.Phantoms.Drawing;

/// <summary>Random numbers in -1..1 on a grid over the unit square, joined smoothly: clouds as large as a grid cell.</summary>
internal sealed class ValueNoise
{
    private readonly int _cells;
    private readonly double[] _knots;

    public ValueNoise(RandomStream random, int cells)
    {
        _cells = cells;
        _knots = new double[(cells + 1) * (cells + 1)];
        for (int i = 0; i < _knots.Length; i++)
        {
            _knots[i] = random.Uniform(-1, 1);
        }
    }

    public double At(double x, double y)
    {
        double gx = Math.Clamp(x, 0, 1) * _cells, gy = Math.Clamp(y, 0, 1) * _cells;
        int cx = Math.Min((int)gx, _cells - 1), cy = Math.Min((int)gy, _cells - 1);
        double tx = Shape.Step(gx - cx, 0, 1), ty = Shape.Step(gy - cy, 0, 1);
        int at = cy * (_cells + 1) + cx;
        double top = _knots[at] + (_knots[at + 1] - _knots[at]) * tx;
        double bottom = _knots[at + _cells + 1] + (_knots[at + _cells + 2] - _knots[at + _cells + 1]) * tx;
        return top + (bottom - top) * ty;
    }
}

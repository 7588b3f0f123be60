namespace CovidClassifier.Phantoms.Drawing;

/// <summary>A square of brightness values, 0 black to 1 white (other values are cut off at the end), row by row.</summary>
internal sealed class Canvas(int size)
{
    private const int GrayLevels = 64;

    public int Size { get; } = size;

    public double[] Values { get; } = new double[size * size];

    /// <summary>Adds to every pixel of a box, clipped to the canvas; the paint gets pixel coordinates.</summary>
    public void Paint(double left, double top, double right, double bottom, Func<int, int, double> paint)
    {
        for (int y = Math.Max(0, (int)Math.Floor(top)); y <= Math.Min(Size - 1, (int)Math.Ceiling(bottom)); y++)
        {
            for (int x = Math.Max(0, (int)Math.Floor(left)); x <= Math.Min(Size - 1, (int)Math.Ceiling(right)); x++)
            {
                Values[y * Size + x] += paint(x, y);
            }
        }
    }

    /// <summary>Gray bytes in 64 steps from 0 to 255.</summary>
    public byte[] ToGray() =>
        Array.ConvertAll(Values, value => (byte)((int)(Math.Clamp(value, 0, 1) * (GrayLevels - 1) + 0.5) * 255 / (GrayLevels - 1)));
}

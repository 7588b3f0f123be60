using CovidClassifier.Augmentation;

namespace CovidClassifier.Tests.Augmentation;

/// <summary>Keras' maths in double precision, with explicit 3 x 3 matrices and a separate mirroring step: the oracle for the fast code.</summary>
internal static class SlowAugmenter
{
    public static byte[] Apply(byte[] source, int width, int height, AugmentationDraw draw)
    {
        double t = draw.Theta * Math.PI / 180;
        double s = draw.Shear * Math.PI / 180;
        double oy = height / 2.0 - 0.5;
        double ox = width / 2.0 - 0.5;
        double[,] m = Multiply(
            Shift(oy, ox),
            new[,] { { Math.Cos(t), -Math.Sin(t), 0 }, { Math.Sin(t), Math.Cos(t), 0 }, { 0, 0, 1 } },
            new[,] { { 1, -Math.Sin(s), 0 }, { 0, Math.Cos(s), 0 }, { 0, 0, 1 } },
            new[,] { { draw.ZoomX, 0, 0 }, { 0, draw.ZoomY, 0 }, { 0, 0, 1 } },
            Shift(-oy, -ox));
        double[] sampled = new double[source.Length];
        for (int r = 0; r < height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                double y = Math.Clamp(Math.Round(m[0, 0] * r + m[0, 1] * c + m[0, 2], 9), 0, height - 1);
                double x = Math.Clamp(Math.Round(m[1, 0] * r + m[1, 1] * c + m[1, 2], 9), 0, width - 1);
                int y0 = (int)y;
                int x0 = (int)x;
                double At(int yy, int xx) => source[Math.Min(yy, height - 1) * width + Math.Min(xx, width - 1)];
                sampled[r * width + c] = (1 - (y - y0)) * ((1 - (x - x0)) * At(y0, x0) + (x - x0) * At(y0, x0 + 1))
                    + (y - y0) * ((1 - (x - x0)) * At(y0 + 1, x0) + (x - x0) * At(y0 + 1, x0 + 1));
            }
        }

        byte[] result = new byte[source.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int from = draw.Flip ? i / width * width + (width - 1 - i % width) : i;
            result[i] = draw.Brightness == 1
                ? (byte)Math.Round(sampled[from])
                : (byte)Math.Min(255, Math.Truncate(Math.Floor(sampled[from]) * draw.Brightness));
        }

        return result;
    }

    private static double[,] Shift(double y, double x) => new[,] { { 1, 0, y }, { 0, 1, x }, { 0, 0, 1 } };

    private static double[,] Multiply(params double[][,] factors) => factors.Aggregate((a, b) =>
    {
        double[,] product = new double[3, 3];
        for (int i = 0; i < 9; i++)
        {
            product[i / 3, i % 3] = a[i / 3, 0] * b[0, i % 3] + a[i / 3, 1] * b[1, i % 3] + a[i / 3, 2] * b[2, i % 3];
        }

        return product;
    });
}

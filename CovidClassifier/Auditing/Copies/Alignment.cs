namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Lays one picture over another by shift and stretch of each axis, found by Gauss-Newton steps on gray values with free gain and offset
/// (Baker and Matthews, "Lucas-Kanade 20 years on", IJCV 56, 2004), and compares what lies on each other.
/// </summary>
internal static class Alignment
{
    private const int CoarseSteps = 6, FineSteps = 3, Margin = 3, Unknowns = 6;
    private const double MostStretch = 0.3, MostShift = 0.2;

    /// <summary>Below this at half size, full size is not tried.</summary>
    private const double LeastCoarse = 0.7;

    /// <summary>Correlation of two small pictures' detail under the first guess alone: a quick look before the alignment.</summary>
    public static double UnalignedCorrelation(ImageDetail image, ImageDetail other, double crop) => Correlation(image, other, Map.OfCrop(image.Side, crop));

    /// <summary>Correlation of the two pictures' detail after alignment, -1 to 1; 0 where they cannot be laid over each other.</summary>
    /// <param name="image">The one that may show more.</param>
    /// <param name="other">The one that may be a crop of it.</param>
    /// <param name="crop">First guess of the crop, a share of the side at both ends.</param>
    public static double Similarity(ImagePyramid image, ImagePyramid other, double crop)
    {
        if (Align(image.Coarse, other.Coarse, Map.OfCrop(image.Coarse.Side, crop), CoarseSteps) is not { } coarse
            || Correlation(image.Coarse, other.Coarse, coarse) < LeastCoarse)
        {
            return 0;
        }

        return Align(image.Fine, other.Fine, coarse.Doubled(), FineSteps) is { } fine ? Correlation(image.Fine, other.Fine, fine) : 0;
    }

    private static Map? Align(ImageDetail image, ImageDetail other, Map map, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            if (Improve(image, other, map) is not { } better || !better.IsNear(image.Side))
            {
                return null;
            }

            if (better.IsSame(map, image.Side))
            {
                return better;
            }

            map = better;
        }

        return map;
    }

    private static Map? Improve(ImageDetail image, ImageDetail other, Map map)
    {
        int side = image.Side;
        double[,] system = new double[Unknowns, Unknowns + 1];
        Span<double> slopes = stackalloc double[Unknowns];
        for (int y = Margin; y < side - Margin; y += 2)
        {
            for (int x = Margin; x < side - Margin; x += 2)
            {
                double px = map.ShiftX + map.StretchX * x, py = map.ShiftY + map.StretchY * y;
                if (!(Math.Min(px, py) >= 1 && Math.Max(px, py) < side - 2))
                {
                    continue;
                }

                double value = At(image.Smooth, side, px, py);
                double acrossX = map.Gain * (At(image.Smooth, side, px + 1, py) - At(image.Smooth, side, px - 1, py)) / 2;
                double acrossY = map.Gain * (At(image.Smooth, side, px, py + 1) - At(image.Smooth, side, px, py - 1)) / 2;
                double residual = other.Smooth[y * side + x] - (map.Gain * value + map.Offset);
                slopes[0] = acrossX;
                slopes[1] = acrossX * x;
                slopes[2] = acrossY;
                slopes[3] = acrossY * y;
                slopes[4] = value;
                slopes[5] = 1;
                for (int r = 0; r < Unknowns; r++)
                {
                    for (int c = r; c < Unknowns; c++)
                    {
                        system[r, c] += slopes[r] * slopes[c];
                    }

                    system[r, Unknowns] += slopes[r] * residual;
                }
            }
        }

        return Solve(system) is { } d
            ? new Map(map.ShiftX + d[0], map.StretchX + d[1], map.ShiftY + d[2], map.StretchY + d[3], map.Gain + d[4], map.Offset + d[5])
            : null;
    }

    /// <summary>Solves the symmetric system, of which the upper half is given (Cholesky); null where it does not determine the step.</summary>
    private static double[]? Solve(double[,] system)
    {
        double[,] root = new double[Unknowns, Unknowns];
        double[] solution = new double[Unknowns];
        for (int r = 0; r < Unknowns; r++)
        {
            for (int c = r; c < Unknowns; c++)
            {
                double sum = system[r, c];
                for (int k = 0; k < r; k++)
                {
                    sum -= root[k, r] * root[k, c];
                }

                if (r == c && sum <= 1e-9 * system[r, r])
                {
                    return null;
                }

                root[r, c] = r == c ? Math.Sqrt(sum) : sum / root[r, r];
            }

            solution[r] = system[r, Unknowns];
            for (int k = 0; k < r; k++)
            {
                solution[r] -= root[k, r] * solution[k];
            }

            solution[r] /= root[r, r];
        }

        for (int r = Unknowns - 1; r >= 0; r--)
        {
            for (int c = r + 1; c < Unknowns; c++)
            {
                solution[r] -= root[r, c] * solution[c];
            }

            solution[r] /= root[r, r];
        }

        return solution;
    }

    private static double Correlation(ImageDetail image, ImageDetail other, Map map)
    {
        int side = image.Side, count = 0;
        double sumA = 0, sumB = 0, sumAa = 0, sumBb = 0, sumAb = 0;
        for (int y = Margin; y < side - Margin; y++)
        {
            for (int x = Margin; x < side - Margin; x++)
            {
                double px = map.ShiftX + map.StretchX * x, py = map.ShiftY + map.StretchY * y;
                if (!(Math.Min(px, py) >= Margin && Math.Max(px, py) < side - Margin))
                {
                    continue;
                }

                double a = At(image.Detail, side, px, py), b = other.Detail[y * side + x];
                count++;
                sumA += a;
                sumB += b;
                sumAa += a * a;
                sumBb += b * b;
                sumAb += a * b;
            }
        }

        double variances = (sumAa - sumA * sumA / count) * (sumBb - sumB * sumB / count);
        return count < side * side / 2 || !(variances > 1) ? 0 : (sumAb - sumA * sumB / count) / Math.Sqrt(variances);
    }

    private static double At(float[] image, int side, double x, double y)
    {
        int left = (int)x, top = (int)y, at = top * side + left;
        double right = x - left, down = y - top;
        double upper = image[at] + right * (image[at + 1] - image[at]);
        double lower = image[at + side] + right * (image[at + side + 1] - image[at + side]);
        return upper + down * (lower - upper);
    }

    /// <summary>Column x of the other picture lies on column ShiftX + StretchX x of the first; its gray is Gain x the first's + Offset.</summary>
    private readonly record struct Map(double ShiftX, double StretchX, double ShiftY, double StretchY, double Gain, double Offset)
    {
        public static Map OfCrop(int side, double crop) => new((side - 1) * crop, 1 - 2 * crop, (side - 1) * crop, 1 - 2 * crop, 1, 0);

        public bool IsNear(int side) =>
            Math.Abs(StretchX - 1) <= MostStretch && Math.Abs(StretchY - 1) <= MostStretch
            && Math.Abs(ShiftX) <= MostShift * side && Math.Abs(ShiftY) <= MostShift * side && Gain is > 0.2 and < 5;

        /// <summary>True where no pixel lies elsewhere by more than a fiftieth.</summary>
        public bool IsSame(Map old, int side) =>
            Math.Abs(ShiftX - old.ShiftX) + side * Math.Abs(StretchX - old.StretchX) < 0.02
            && Math.Abs(ShiftY - old.ShiftY) + side * Math.Abs(StretchY - old.StretchY) < 0.02;

        /// <summary>The same on pictures twice as wide and high, whose pixel centres lie half a pixel off.</summary>
        public Map Doubled() => this with { ShiftX = 2 * ShiftX + (1 - StretchX) / 2, ShiftY = 2 * ShiftY + (1 - StretchY) / 2 };
    }
}

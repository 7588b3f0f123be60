using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// One Gauss-Newton step from a map to a better one. As a map shifts and stretches each axis alone, rows are interpolated whole and columns by one list of
/// places. Vectors have a fixed length, so that sums come out the same on every machine.
/// </summary>
internal static class AlignmentStep
{
    private const int Unknowns = 6, Between = 2;

    /// <summary>The better map; null where the pictures do not determine one.</summary>
    /// <param name="image">The one that is laid under.</param>
    /// <param name="other">Of the same side.</param>
    /// <param name="map">Where the other lies so far.</param>
    /// <param name="margin">Rows and columns at each edge of the other that are not looked at.</param>
    public static AlignmentMap? Improve(ImageDetail image, ImageDetail other, AlignmentMap map, int margin)
    {
        double[,] system = Equations(image, other, map, margin);
        return Solve(system) is { } d
            ? new AlignmentMap(map.ShiftX + d[0], map.StretchX + d[1], map.ShiftY + d[2], map.StretchY + d[3], map.Gain + d[4], map.Offset + d[5])
            : null;
    }

    /// <summary>The upper half of the normal equations, right side included, over every second pixel of every second row.</summary>
    private static double[,] Equations(ImageDetail image, ImageDetail other, AlignmentMap map, int margin)
    {
        int side = image.Side;
        var columns = new AxisPlaces(map.ShiftX, map.StretchX, (margin, side - margin, Between), 1, side - 2);
        var rows = new AxisPlaces(map.ShiftY, map.StretchY, (margin, side - margin, Between), 1, side - 2);
        double[,] system = new double[Unknowns, Unknowns + 1];
        if (columns.Count == 0)
        {
            return system;
        }

        // whole vectors; what is behind the last column stays 0 and adds nothing
        int length = (columns.Count + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count;
        double[] x = new double[length], value = new double[length], across = new double[length], down = new double[length], residual = new double[length];
        for (int i = 0; i < columns.Count; i++)
        {
            x[i] = columns.At[i];
        }

        float[] level = new float[side], levelAcross = new float[side], levelDown = new float[side], spare = new float[side];
        for (int row = 0; row < rows.Count; row++)
        {
            Interpolate(image, rows.Before[row], rows.Share[row], (level, levelAcross, levelDown), spare);
            ReadOnlySpan<float> seen = other.Smooth.AsSpan(rows.At[row] * side, side);
            for (int i = 0; i < columns.Count; i++)
            {
                int left = columns.Before[i];
                double right = columns.Share[i];
                value[i] = level[left] + right * (level[left + 1] - level[left]);
                across[i] = map.Gain * (levelAcross[left] + right * (levelAcross[left + 1] - levelAcross[left]));
                down[i] = map.Gain * (levelDown[left] + right * (levelDown[left + 1] - levelDown[left]));
                residual[i] = seen[columns.At[i]] - (map.Gain * value[i] + map.Offset);
            }

            AddRow(system, rows.At[row], columns.Count, x, value, across, down, residual);
        }

        return system;
    }

    /// <summary>A row between two of the picture's: its gray levels, and their slopes across and down.</summary>
    private static void Interpolate(ImageDetail image, int top, float share, (float[] Level, float[] Across, float[] Down) row, float[] spare)
    {
        int side = image.Side;
        ReadOnlySpan<float> all = image.Smooth.AsSpan((top - 1) * side, 4 * side);
        Mix(all[..side], all.Slice(side, side), share, spare);
        Mix(all.Slice(2 * side, side), all.Slice(3 * side, side), share, row.Down);
        TensorPrimitives.Subtract<float>(row.Down, spare, row.Down);
        TensorPrimitives.Multiply(row.Down, 0.5f, row.Down);
        Mix(all.Slice(side, side), all.Slice(2 * side, side), share, row.Level);
        Span<float> inside = row.Across.AsSpan(1, side - 2);
        TensorPrimitives.Subtract<float>(row.Level.AsSpan(2), row.Level.AsSpan(0, side - 2), inside);
        TensorPrimitives.Multiply(inside, 0.5f, inside);
    }

    private static void Mix(ReadOnlySpan<float> one, ReadOnlySpan<float> other, float share, Span<float> mixed)
    {
        TensorPrimitives.Subtract(other, one, mixed);
        TensorPrimitives.Multiply(mixed, share, mixed);
        TensorPrimitives.Add(one, mixed, mixed);
    }

    // the unknowns' slopes are: across, across x, down, down y, value, 1
    private static void AddRow(double[,] system, double y, int count, double[] x, double[] value, double[] across, double[] down, double[] residual)
    {
        Vector256<double> aa = default, aax = default, axax = default, ad = default, axd = default, av = default, axv = default, a = default, ax = default,
            ar = default, axr = default, dd = default, dv = default, d = default, dr = default, vv = default, v = default, vr = default, r = default;
        for (int i = 0; i < x.Length; i += Vector256<double>.Count)
        {
            Vector256<double> across4 = Vector256.Create(across, i), down4 = Vector256.Create(down, i), value4 = Vector256.Create(value, i),
                residual4 = Vector256.Create(residual, i), acrossX = across4 * Vector256.Create(x, i);
            a += across4;
            aa += across4 * across4;
            aax += across4 * acrossX;
            ad += across4 * down4;
            av += across4 * value4;
            ar += across4 * residual4;
            ax += acrossX;
            axax += acrossX * acrossX;
            axd += acrossX * down4;
            axv += acrossX * value4;
            axr += acrossX * residual4;
            d += down4;
            dd += down4 * down4;
            dv += down4 * value4;
            dr += down4 * residual4;
            v += value4;
            vv += value4 * value4;
            vr += value4 * residual4;
            r += residual4;
        }

        double downDown = Sum(dd), downValue = Sum(dv), downs = Sum(d), downResidual = Sum(dr);
        Add(system, 0, [Sum(aa), Sum(aax), Sum(ad), y * Sum(ad), Sum(av), Sum(a),
            Sum(ar)]);
        Add(system, 1, [Sum(axax), Sum(axd), y * Sum(axd), Sum(axv), Sum(ax), Sum(axr)]);
        Add(system, 2, [downDown, y * downDown, downValue, downs, downResidual]);
        Add(system, 3, [y * y * downDown, y * downValue, y * downs, y * downResidual]);
        Add(system, 4, [Sum(vv), Sum(v), Sum(vr)]);
        Add(system, 5, [count, Sum(r)]);
    }

    // Vector256.Sum does not say in which order it adds
    private static double Sum(Vector256<double> terms)
    {
        Vector128<double> pairs = terms.GetLower() + terms.GetUpper();
        return pairs[0] + pairs[1];
    }

    private static void Add(double[,] system, int row, ReadOnlySpan<double> fromDiagonal)
    {
        for (int i = 0; i < fromDiagonal.Length; i++)
        {
            system[row, row + i] += fromDiagonal[i];
        }
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
}

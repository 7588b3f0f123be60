using System.Numerics.Tensors;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Lays one picture over another by shift and stretch of each axis, found by Gauss-Newton steps on gray values with free gain and offset
/// (Baker and Matthews, "Lucas-Kanade 20 years on", IJCV 56, 2004), and compares what lies on each other.
/// </summary>
internal static class Alignment
{
    private const int CoarseSteps = 6, FineSteps = 3, Margin = 3;

    /// <summary>Below this at half size, full size is not tried.</summary>
    private const double LeastCoarse = 0.7;

    /// <summary>Correlation of two small pictures' detail under the first guess alone: a quick look before the alignment.</summary>
    public static double UnalignedCorrelation(ImageDetail image, ImageDetail other, double crop) =>
        Correlation(image, other, AlignmentMap.OfCrop(image.Side, crop));

    /// <summary>Correlation of the two pictures' detail after alignment, -1 to 1; 0 where they cannot be laid over each other.</summary>
    /// <param name="image">The one that may show more.</param>
    /// <param name="other">The one that may be a crop of it.</param>
    /// <param name="crop">First guess of the crop, a share of the side at both ends.</param>
    public static double Similarity(ImagePyramid image, ImagePyramid other, double crop)
    {
        if (Align(image.Coarse, other.Coarse, AlignmentMap.OfCrop(image.Coarse.Side, crop), CoarseSteps) is not { } coarse
            || Correlation(image.Coarse, other.Coarse, coarse) < LeastCoarse)
        {
            return 0;
        }

        return Align(image.Fine, other.Fine, coarse.Doubled(), FineSteps) is { } fine ? Correlation(image.Fine, other.Fine, fine) : 0;
    }

    private static AlignmentMap? Align(ImageDetail image, ImageDetail other, AlignmentMap map, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            if (AlignmentStep.Improve(image, other, map, Margin) is not { } better || !better.IsNear(image.Side))
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

    private static double Correlation(ImageDetail image, ImageDetail other, AlignmentMap map)
    {
        int side = image.Side;
        var columns = new AxisPlaces(map.ShiftX, map.StretchX, (Margin, side - Margin, 1), Margin, side - Margin);
        var rows = new AxisPlaces(map.ShiftY, map.StretchY, (Margin, side - Margin, 1), Margin, side - Margin);
        int count = columns.Count * rows.Count;
        float[] detail = image.Detail, otherDetail = other.Detail, level = new float[side];
        double sumA = 0, sumB = 0, sumAa = 0, sumBb = 0, sumAb = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            int top = rows.Before[row] * side;
            TensorPrimitives.Subtract<float>(detail.AsSpan(top + side, side), detail.AsSpan(top, side), level);
            TensorPrimitives.Multiply<float>(level, rows.Share[row], level);
            TensorPrimitives.Add<float>(level, detail.AsSpan(top, side), level);
            ReadOnlySpan<float> seen = otherDetail.AsSpan(rows.At[row] * side, side);
            ReadOnlySpan<int> at = columns.At, before = columns.Before;
            ReadOnlySpan<float> share = columns.Share;
            for (int i = 0; i < at.Length; i++)
            {
                double a = level[before[i]] + share[i] * (level[before[i] + 1] - level[before[i]]), b = seen[at[i]];
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
}

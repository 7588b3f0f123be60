using System.Numerics;

namespace CovidClassifier.Guarding;

/// <summary>
/// The slow waves that a coarse picture is described by: of the two-dimensional cosine transform those with fewer than <see cref="Waves"/> half periods in
/// either direction, but for the constant. They are orthogonal and of length 1.
/// </summary>
internal static class ShapeBasis
{
    private const int Waves = 10;

    /// <summary>Each as a weight per field of a <see cref="CoarsePicture"/>, row by row.</summary>
    public static IReadOnlyList<double[]> Rows { get; } =
    [
        .. from down in Enumerable.Range(0, Waves)
           from across in Enumerable.Range(0, Waves)
           where down + across > 0
           select Wave(down, across),
    ];

    /// <summary>A picture's share of each wave.</summary>
    public static double[] Of<T>(ReadOnlySpan<T> fields)
        where T : INumberBase<T>
    {
        double[] shares = new double[Rows.Count];
        for (int i = 0; i < shares.Length; i++)
        {
            for (int f = 0; f < fields.Length; f++)
            {
                shares[i] += Rows[i][f] * double.CreateChecked(fields[f]);
            }
        }

        return shares;
    }

    private static double[] Wave(int down, int across)
    {
        double[] weights = new double[CoarsePicture.Length];
        for (int f = 0; f < weights.Length; f++)
        {
            weights[f] = Cosine(down, f / CoarsePicture.Side) * Cosine(across, f % CoarsePicture.Side);
        }

        return weights;
    }

    private static double Cosine(int halfPeriods, int field) =>
        Math.Sqrt((halfPeriods == 0 ? 1.0 : 2.0) / CoarsePicture.Side) * Math.Cos(Math.PI * halfPeriods * (field + 0.5) / CoarsePicture.Side);
}

namespace CovidClassifier.Evaluation;

/// <summary>
/// Adjusts p-values for being several (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
/// </summary>
internal static class Holm
{
    /// <summary>In the given order; NaN stays NaN and does not count.</summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        double[] adjusted = [.. pValues.Select(_ => double.NaN)];
        int[] known = [.. Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i])).OrderBy(i => pValues[i])];
        double largest = 0;
        for (int rank = 0; rank < known.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (known.Length - rank) * pValues[known[rank]]));
            adjusted[known[rank]] = largest;
        }

        return adjusted;
    }
}

namespace CovidClassifier.Explanation.Checks;

/// <summary>Spearman's rank correlation: Pearson's over ranks, equal values sharing their mean rank.</summary>
internal static class RankCorrelation
{
    /// <returns>-1 to 1; NaN where one of the lists has only equal values.</returns>
    public static double Of(float[] first, float[] second)
    {
        double[] a = Ranks(first), b = Ranks(second);
        double mean = (a.Length + 1) / 2.0;
        double products = 0, firstSquares = 0, secondSquares = 0;
        for (int i = 0; i < a.Length; i++)
        {
            products += (a[i] - mean) * (b[i] - mean);
            firstSquares += (a[i] - mean) * (a[i] - mean);
            secondSquares += (b[i] - mean) * (b[i] - mean);
        }

        return products / Math.Sqrt(firstSquares * secondSquares);
    }

    private static double[] Ranks(float[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var ranks = new double[values.Length];
        for (int first = 0, end; first < order.Length; first = end)
        {
            end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]])
            {
                end++;
            }

            for (int i = first; i < end; i++)
            {
                ranks[order[i]] = (first + 1 + end) / 2.0;
            }
        }

        return ranks;
    }
}

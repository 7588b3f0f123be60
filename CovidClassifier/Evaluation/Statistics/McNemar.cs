namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// McNemar's test of two models' right and wrong labels on the same independent images (McNemar, "Note on the sampling error of the
/// difference between
/// correlated proportions or percentages", Psychometrika 12, 1947). Always the exact binomial form, at any count: the approximation by
/// chi-squared spares
/// nothing worth having.
/// </summary>
internal static class McNemar
{
    public const string Name = "McNemar, exact";

    /// <summary>
    /// Two-sided p-value: the chance that, of the images which one model alone has right, the split between the models is at least this
    /// uneven when each side is
    /// equally likely. 1 where there is no such image.
    /// </summary>
    /// <param name="firstOnly">Images that the first model alone has right.</param>
    /// <param name="secondOnly">Images that the second model alone has right.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double PValue(long firstOnly, long secondOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
        long images = firstOnly + secondOnly, smaller = Math.Min(firstOnly, secondOnly);
        if (firstOnly == secondOnly)
        {
            return 1;
        }

        double logTerm = -images * Math.Log(2);
        for (long i = 1; i <= smaller; i++)
        {
            logTerm += Math.Log((double)(images - i + 1) / i);
        }

        // from the largest term down, so the sum ends as soon as the rest no longer counts
        double term = Math.Exp(logTerm), sum = 0;
        for (long i = smaller; i >= 0 && term > sum * 1e-18; i--)
        {
            sum += term;
            term *= (double)i / (images - i + 1);
        }

        return Math.Min(1, 2 * sum);
    }
}

namespace CovidClassifier.Evaluation.Statistics;

/// <summary>The two numbers of the standard normal distribution that intervals and tests need.</summary>
internal static class NormalDistribution
{
    /// <summary>97.5 % of the distribution lie below: 95 % within plus and minus.</summary>
    public const double Z95 = 1.959963984540054;

    private const double SeriesEnd = 2.5;

    /// <summary>Chance of a value at least as far from 0 as <paramref name="z"/>, on both sides; relative error below 1e-12.</summary>
    public static double TwoSided(double z)
    {
        double x = Math.Abs(z) / Math.Sqrt(2);
        return x < SeriesEnd ? 1 - ErrorFunction(x) : Complement(x);
    }

    // Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6: all terms are positive, so nothing cancels
    private static double ErrorFunction(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // the same, 7.1.14: a continued fraction, from its far end
    private static double Complement(double x)
    {
        double fraction = x;
        for (int n = 80; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}

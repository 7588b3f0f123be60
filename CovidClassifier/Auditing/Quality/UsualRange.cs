namespace CovidClassifier.Auditing.Quality;

/// <summary>Middle and spread of numbers, which a half of odd ones cannot move.</summary>
/// <param name="Middle">The median.</param>
/// <param name="Spread">Median distance from it, in units of a deviation (times 1.4826).</param>
internal readonly record struct UsualRange(double Middle, double Spread)
{
    public static UsualRange Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return default;
        }

        double middle = sorted[sorted.Length / 2];
        double[] distances = [.. sorted.Select(v => Math.Abs(v - middle)).Order()];
        return new UsualRange(middle, 1.4826 * distances[distances.Length / 2]);
    }

    /// <summary>Whether a number lies above by more than <paramref name="least"/> and by more than <paramref name="spreads"/> spreads.</summary>
    public bool IsFarBelow(double value, double least, double spreads) => value < Middle - Math.Max(least, spreads * Spread);

    public bool IsFarAbove(double value, double least, double spreads) => value > Middle + Math.Max(least, spreads * Spread);

    public bool IsFar(double value, double least, double spreads) => IsFarBelow(value, least, spreads) || IsFarAbove(value, least, spreads);
}

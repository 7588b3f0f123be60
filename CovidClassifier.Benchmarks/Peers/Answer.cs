namespace CovidClassifier.Benchmarks.Peers;

/// <summary>What one contender gave in each round.</summary>
/// <param name="Name">The contender's.</param>
/// <param name="Runs">In the question's unit; empty where it could not run.</param>
/// <param name="Missing">Why it could not run; null where it did.</param>
internal sealed record Answer(string Name, IReadOnlyList<double> Runs, string? Missing)
{
    public double Median
    {
        get
        {
            double[] sorted = [.. Runs.Order()];
            return sorted.Length == 0 ? double.NaN : (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
        }
    }
}

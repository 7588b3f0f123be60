namespace CovidClassifier.Benchmarks.Serving;

/// <summary>What became of many requests.</summary>
/// <param name="Statuses">How many had which; 0: none came back.</param>
/// <param name="Milliseconds">Of those that were answered with 200, in rising order.</param>
/// <param name="Seconds">In all.</param>
internal sealed record LoadResult(IReadOnlyDictionary<int, int> Statuses, double[] Milliseconds, double Seconds)
{
    public override string ToString()
    {
        string statuses = string.Join(", ", Statuses.OrderBy(s => s.Key).Select(s => FormattableString.Invariant($"{s.Value} of status {s.Key}")));
        return Milliseconds.Length == 0 ? statuses : FormattableString.Invariant(
            $"{statuses}; {Milliseconds.Length / Seconds:0} answers a second, p50 {At(0.5):0} ms, p99 {At(0.99):0} ms");
    }

    private double At(double share) => Milliseconds[(int)(share * (Milliseconds.Length - 1))];
}

namespace CovidClassifier.Benchmarks.Growth;

/// <summary>What one amount of work cost.</summary>
/// <param name="Work">As in <see cref="GrowthWork"/>.</param>
/// <param name="Images">How many.</param>
/// <param name="Seconds">From file paths to model or predictions.</param>
/// <param name="PrivateBytes">Most private memory at once, see <see cref="PeakMemory"/>.</param>
/// <param name="ResidentBytes">Most resident memory at once.</param>
internal sealed record GrowthResult(string Work, int Images, double Seconds, long PrivateBytes, long ResidentBytes)
{
    public double MillisecondsPerImage => 1_000 * Seconds / Images;
}

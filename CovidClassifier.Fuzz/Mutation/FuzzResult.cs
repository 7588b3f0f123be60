using System.Globalization;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary>What became of many inputs of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Count">Inputs given.</param>
/// <param name="Refused">Answered by the named error.</param>
/// <param name="Failures">What went wrong, each with its input.</param>
/// <param name="WorstSeconds">Of processor time for one input.</param>
/// <param name="WorstBytes">Of managed memory asked for by one input.</param>
/// <param name="PeakBytes">That the process ever held.</param>
internal sealed record FuzzResult(
    string Target, int Count, int Refused, IReadOnlyList<FuzzFailure> Failures, double WorstSeconds, long WorstBytes, long PeakBytes)
{
    public const string Header = "| target | inputs | refused | taken | failed | worst time | worst memory | peak of the process |\n" +
        "|---|---|---|---|---|---|---|---|";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Target} | {Count} | {Refused} | {Count - Refused - Failures.Count} | {Failures.Count} "
            + $"| {WorstSeconds:F2} s | {WorstBytes >> 20} MB | {PeakBytes >> 20} MB |");
}

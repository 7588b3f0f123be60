using System.Globalization;

namespace CovidClassifier.Fuzz.Crowds;

/// <summary>What a crowd of threads has seen.</summary>
/// <param name="Predictions">In all.</param>
/// <param name="Wrong">Other answers than the first, and errors.</param>
/// <param name="Models">Loaded and disposed beside them.</param>
/// <param name="Before">Memory and handles after a tenth of the predictions.</param>
/// <param name="After">The same at the end.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record CrowdResult(long Predictions, long Wrong, int Models, ProcessSize Before, ProcessSize After, double Seconds)
{
    public const string Header =
        "| predictions | wrong | models beside | resident after a tenth | at the end | handles after a tenth | at the end | seconds |\n" +
            "|---|---|---|---|---|---|---|---|";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Predictions} | {Wrong} | {Models} | {Before.Bytes >> 20} MB | {After.Bytes >> 20} MB "
            + $"| {Before.Handles} | {After.Handles} | {Seconds:F0} |");
}

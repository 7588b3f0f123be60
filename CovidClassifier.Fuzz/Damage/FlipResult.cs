using System.Globalization;
using CovidClassifier.Fuzz.Mutation;

namespace CovidClassifier.Fuzz.Damage;

/// <summary>What became of a file with one bit changed.</summary>
/// <param name="Target">What reads it.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Places">Tried.</param>
/// <param name="Same">Gave the same answer.</param>
/// <param name="Refused">Gave the named error.</param>
/// <param name="Failures">Gave anything else.</param>
internal sealed record FlipResult(string Target, int Bytes, int Places, int Same, int Refused, IReadOnlyList<FuzzFailure> Failures)
{
    public const string Header = "| file | bytes | places | same answer | named error | anything else |\n|---|---|---|---|---|---|";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {Target} | {Bytes} | {Places} | {Same} | {Refused} | {Failures.Count} |");
}

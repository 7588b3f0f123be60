using System.Globalization;

namespace CovidClassifier.Fuzz.Killing;

/// <summary>What kills have left.</summary>
/// <param name="Work">What was killed.</param>
/// <param name="Kills">How often.</param>
/// <param name="Ended">How many works came to their end between them, and were compared.</param>
/// <param name="Faults">Sentences: another result, or something left behind.</param>
internal sealed record KillResult(string Work, int Kills, int Ended, IReadOnlyList<string> Faults)
{
    public const string Header = "| killed | kills | ended and compared | faults |\n|---|---|---|---|";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"| {Work} | {Kills} | {Ended} | {Faults.Count} |");
}

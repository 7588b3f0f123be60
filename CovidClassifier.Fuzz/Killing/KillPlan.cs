namespace CovidClassifier.Fuzz.Killing;

/// <summary>What is to be killed, how often, and when.</summary>
/// <param name="Work">Its name.</param>
/// <param name="Count">Kills.</param>
/// <param name="Seed">Where the moments come from.</param>
internal sealed record KillPlan(string Work, int Count, ulong Seed);

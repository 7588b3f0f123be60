namespace CovidClassifier.Search;

/// <summary>One line of a <see cref="TrialLog"/>: a fold of a trial, or its end.</summary>
/// <param name="Trial">From 1.</param>
/// <param name="Network">Position among the search's networks.</param>
/// <param name="Name">That network's name.</param>
/// <param name="Mode">How it learns.</param>
/// <param name="Changes">Choices that are not the default.</param>
/// <param name="Elapsed">Seconds of the budget spent when it was written.</param>
internal sealed record TrialLogEntry(int Trial, int Network, string Name, string Mode, IReadOnlyDictionary<string, string> Changes, double Elapsed)
{
    /// <summary>The fold's logits, a row per image; null where the trial was given up.</summary>
    public IReadOnlyList<float[]>? Logits { get; init; }

    public double Seconds { get; init; }

    public double Preparing { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? Dropped { get; init; }

    public static TrialLogEntry Of(Trial trial, double elapsed) => new(
        trial.Number, trial.Recipe.Network, trial.Recipe.NetworkName, TrialRecipe.Word(trial.Recipe.Mode), trial.Recipe.Changes, elapsed);

    public TrialRecipe Recipe() => new(Network, Name, Enum.GetValues<LearningMode>().First(m => TrialRecipe.Word(m) == Mode), Changes);
}

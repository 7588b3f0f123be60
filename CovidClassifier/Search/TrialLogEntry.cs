using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>One line of a <see cref="TrialLog"/>: a fold of a trial, its end, or that a process has taken its next fold upon itself.</summary>
/// <param name="Trial">From 1.</param>
/// <param name="Recipe">What is tried.</param>
/// <param name="Elapsed">Seconds of the budget spent when it was written.</param>
internal sealed record TrialLogEntry(int Trial, TrialRecipe Recipe, double Elapsed)
{
    /// <summary>The fold's logits, a row per image; null where the trial was given up or taken.</summary>
    public IReadOnlyList<float[]>? Logits { get; init; }

    public double Seconds { get; init; }

    public double Preparing { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? Dropped { get; init; }

    /// <summary>Who has taken its next fold; see <see cref="SearchWorker"/>.</summary>
    public string? Worker { get; init; }
}

using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>A recipe and what is known of it.</summary>
internal sealed class Trial(int number, TrialRecipe recipe)
{
    private readonly List<FoldScore> _folds = [];

    /// <summary>From 1.</summary>
    public int Number => number;

    public TrialRecipe Recipe => recipe;

    /// <summary>From fold 0 on.</summary>
    public IReadOnlyList<FoldScore> Folds => _folds;

    /// <summary>Why it is not tried any more; null: it may be.</summary>
    public string? Dropped { get; set; }

    /// <summary>
    /// Seconds, without what is done once, that the fold which it was given up in would have taken, as far as could be told; NaN where it was not too slow.
    /// </summary>
    public double TooLong { get; set; } = double.NaN;

    /// <summary>Who has taken its next fold, where several processes share a search; null: nobody.</summary>
    public string? Worker { get; set; }

    public double Seconds => _folds.Sum(f => f.Seconds);

    /// <summary>Of one fold without what is done once, the mean so far; NaN before the first.</summary>
    public double SecondsPerFold => _folds.Count == 0 ? double.NaN : _folds.Average(f => f.Seconds - f.Preparing);

    public void Add(FoldScore fold) => _folds.Add(fold);
}

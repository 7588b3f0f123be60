namespace CovidClassifier;

/// <summary>Where a model stands beside the best one.</summary>
public enum ModelStanding
{
    /// <summary>Has the best figure; others may be tied with it.</summary>
    Best,

    /// <summary>Not shown to be worse than the best: chance explains the difference.</summary>
    Tied,

    /// <summary>Worse than the best, at the 5 % level with all models of the table taken together.</summary>
    Worse,

    /// <summary>The figure is not defined for it.</summary>
    Unranked,
}

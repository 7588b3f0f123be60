namespace CovidClassifier.Search.Recipes;

/// <summary>What a recipe's hyperparameters set; each family makes its plan from those that it is about.</summary>
/// <param name="Network">What learns.</param>
/// <param name="Options">How it is trained.</param>
internal sealed record RecipeSettings(Network Network, TrainingOptions Options)
{
    /// <summary>How training images are varied.</summary>
    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.None;

    /// <summary>A head for a strength of the L2 penalty.</summary>
    public Func<double, Head> Head { get; init; } = CovidClassifier.Head.MaximumEntropy;

    /// <summary>Strength of the head's L2 penalty.</summary>
    public double L2 { get; init; }

    /// <summary>How the last blocks are trained, but where the network is cut.</summary>
    public FineTuningOptions Tuning { get; init; } = new();

    /// <summary>Where the network is cut.</summary>
    public CutStage Cut { get; init; }

    /// <summary>What scores are the mean over, beside what the plan does by itself.</summary>
    public ScoringViews Views { get; init; }
}

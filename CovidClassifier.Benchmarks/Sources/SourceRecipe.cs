namespace CovidClassifier.Benchmarks.Sources;

/// <summary>One recipe of the table.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Plan">What learns, and how.</param>
internal sealed record SourceRecipe(string Name, LearningPlan Plan)
{
    /// <summary>How training images are varied.</summary>
    public AugmentationOptions Augmentation { get; init; } = AugmentationOptions.None;

    /// <summary>Changes the plan's own options.</summary>
    public Func<TrainingOptions, TrainingOptions> Options { get; init; } = options => options;
}

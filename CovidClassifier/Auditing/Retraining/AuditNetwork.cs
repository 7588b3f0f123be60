namespace CovidClassifier.Auditing.Retraining;

/// <summary>
/// What the audits that train a network train: the family of the network asked about, in a cheap form. An audit asks what can be told at all,
/// fifteen times over, not what the last epoch can still win.
/// </summary>
/// <param name="Plan">What is trained, and how it learns.</param>
internal sealed record AuditNetwork(LearningPlan Plan)
{
    private const int BatchSize = 32, MostEpochs = 40;

    /// <summary>Steps of one training, for plans that learn by epochs: the same for few images and for many.</summary>
    public int Steps { get; init; } = 150;

    /// <summary>How it is trained on so many images.</summary>
    public TrainingOptions Options(int images)
    {
        int batches = Math.Max(1, images / BatchSize);
        return Plan.Defaults with { BatchSize = BatchSize, Epochs = Math.Clamp((Steps + batches - 1) / batches, 1, MostEpochs) };
    }
}

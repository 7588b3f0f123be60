namespace CovidClassifier;

/// <summary>
/// Several looks at one image, whose probabilities a model averages (test-time augmentation). They are part of the model's graph, so that a loaded model does
/// as the trained one did, and each costs a pass of the network. See <see cref="LearningPlan.WithViews"/>.
/// </summary>
[Flags]
public enum ScoringViews
{
    /// <summary>The image as it is.</summary>
    None = 0,

    /// <summary>Its mirror image too; doubles the passes. Fine-tuned networks have it by default.</summary>
    Mirror = 1,

    /// <summary>Moved by a thirty-second of the side to the lower right and to the upper left too, its edge drawn out; two more.</summary>
    Shifts = 2,

    /// <summary>Enlarged by a tenth about its centre too; one more.</summary>
    Scales = 4,
}

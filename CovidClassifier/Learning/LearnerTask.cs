using CovidClassifier.Foundation;
using CovidClassifier.Learning.Checkpoints;

namespace CovidClassifier.Learning;

/// <summary>One training: which images, from which seed, and where to keep checkpoints.</summary>
/// <param name="Training">Images to learn from.</param>
/// <param name="Validation">Images that decide which epoch is best; may be empty.</param>
/// <param name="Seed">Order, augmentation and dropout come from it.</param>
internal sealed record LearnerTask(XRayDataset Training, XRayDataset Validation, Seed Seed)
{
    /// <summary>Null: none are kept.</summary>
    public CheckpointFolder? Checkpoints { get; init; }
}

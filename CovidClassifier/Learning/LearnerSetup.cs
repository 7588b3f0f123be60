using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning;

/// <summary>What a learner is prepared with.</summary>
/// <param name="Network">The network with its first weights.</param>
/// <param name="Images">Decoded at the network's size; not owned.</param>
/// <param name="Options">How to train.</param>
/// <param name="Augmentation">How training images are varied.</param>
/// <param name="Memory">Bytes that caches may take before they go to a file.</param>
/// <param name="Seed">The root of everything random.</param>
/// <param name="Progress">Told of each step, or null.</param>
internal sealed record LearnerSetup(
    NetworkGraph Network,
    DecodedDataset Images,
    TrainingOptions Options,
    AugmentationOptions Augmentation,
    long Memory,
    Seed Seed,
    IProgress<TrainingProgress>? Progress)
{
    /// <summary>Keeps from run to run what layers that stay as they are give of images; null: nothing does.</summary>
    public FeatureCache? Cache { get; init; }

    /// <summary>Gives the probabilities that stand for a share of the targets of some images, one row for each; null: targets are the labels.</summary>
    public Func<XRayDataset, IReadOnlyList<double[]>>? Teacher { get; init; }

    /// <summary>That share, 0 to below 1.</summary>
    public double TeacherShare { get; init; }

    public int Classes => Images.Dataset.ClassNames.Count;
}

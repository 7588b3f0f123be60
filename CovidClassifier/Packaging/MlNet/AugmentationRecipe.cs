using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>Everything that decides which copies are made and how they differ.</summary>
internal sealed record AugmentationRecipe(AugmentationOptions Options, double Factor, Seed Seed)
{
    public AugmentationPlan Plan(long images) => images <= int.MaxValue
        ? new AugmentationPlan((int)images, Factor, Seed)
        : throw new ArgumentOutOfRangeException(nameof(images), images, $"AugmentXRays takes at most {int.MaxValue} images, got {images}.");

    public AugmentationDraw Draw(int image, int copy) => AugmentationDraw.Draw(Options, Seed, epoch: 0, image, copy);
}

using CovidClassifier.Data;
using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Workflows;

/// <summary>What a training begins with: a network with its first weights, and the images in its size, split.</summary>
/// <param name="Network">Of the recipe.</param>
/// <param name="Decoded">All images; owned.</param>
/// <param name="Split">Of them.</param>
internal sealed record TrainingStart(NetworkGraph Network, DecodedDataset Decoded, DatasetSplit Split) : IDisposable
{
    /// <param name="recipe">Says what.</param>
    /// <param name="progress">Told of each image, or null.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public static TrainingStart Of(TrainingRecipe recipe, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        TemporaryFiles.RemoveAbandoned();
        XRayDataset dataset = recipe.LeavesSourcesOut ? recipe.Dataset.ForFolds(recipe.SplitOrigin) : recipe.Dataset;
        if (recipe.LeavesSourcesOut)
        {
            // what cannot be answered is said before anything is decoded
            SourceSplits.Of(dataset, recipe.ValidationShare, recipe.Seed);
        }

        NetworkGraph network = recipe.Build();
        DecodedDataset decoded = recipe.Decode(dataset, network, progress, cancellationToken);
        try
        {
            decoded.Dataset.RequireTwoClasses("training");
            return new TrainingStart(network, decoded, decoded.Dataset.SplitBy(recipe.SplitOrigin, recipe.ValidationShare, recipe.TestShare, recipe.Seed));
        }
        catch
        {
            decoded.Dispose();
            throw;
        }
    }

    public void Dispose() => Decoded.Dispose();
}

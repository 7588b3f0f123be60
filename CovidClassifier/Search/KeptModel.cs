using CovidClassifier.Networks;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>The best model of a search that has not ended.</summary>
/// <param name="Network">The mean of the leading trial's fold models.</param>
/// <param name="Recipe">The trial's.</param>
/// <param name="ImageHashes">Of the images that they were trained on.</param>
internal sealed record KeptModel(NetworkGraph Network, TrialRecipe Recipe, IReadOnlyList<string> ImageHashes);

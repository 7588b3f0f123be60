using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>The best model of a search that has not ended.</summary>
/// <param name="Network">The mean of the leading trial's fold models.</param>
/// <param name="Trial">The trial.</param>
/// <param name="ImageHashes">Of the images that they were trained on.</param>
internal sealed record KeptModel(NetworkGraph Network, Trial Trial, IReadOnlyList<string> ImageHashes);

using CovidClassifier.Learning.Samples;
using CovidClassifier.Networks;

namespace CovidClassifier.Search;

/// <summary>What a trial's training on one fold has left.</summary>
/// <param name="Network">Pixels to logits.</param>
/// <param name="Images">At the network's size; not owned.</param>
internal sealed record FoldModel(NetworkGraph Network, DecodedDataset Images);

using CovidClassifier.Learning.Heads;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning;

/// <summary>What is learned where the head stays a transformer of ML.NET.</summary>
/// <param name="Features">Pixels to features.</param>
/// <param name="Head">Features, or the image, to scores.</param>
internal sealed record LearnedHead(FeatureGraph Features, TransformerHead Head)
    : LearnedNetwork(new NetworkGraph(Features.Model, Features.Width, Features.Height, Head.ClassCount) { Notes = Features.Notes }, [], BestEpoch: 0)
{
    public override void Dispose() => Head.Dispose();
}

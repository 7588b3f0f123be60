using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>Class activation mapping: the channels of the last spatial map, weighted as the linear head weighs their means.</summary>
internal sealed class ClassActivationMethod() : ExplanationMethod("cam")
{
    internal override Finding Explain(
        ExplainedNetwork network, GrayImage pixels, int? label, IProgress<ExplanationProgress>? progress, CancellationToken cancellationToken)
    {
        ChannelWeights weights = network.ChannelWeights;
        using ForwardPass seen = network.See(pixels, cancellationToken);
        int explained = label ?? network.IndexOf(seen.Prediction.Label);
        return new Finding(seen.Prediction, explained, Relevance.Sum(weights.Of(seen.Maps, explained, cancellationToken)));
    }
}

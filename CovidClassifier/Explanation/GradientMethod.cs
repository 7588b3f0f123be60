using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>
/// A method that weighs the last spatial maps by the gradient of the label's logit; what is summed over several maps and over image and mirror image is summed
/// before the ReLU.
/// </summary>
/// <param name="name">The method's name.</param>
/// <param name="weighting">How channels are weighted.</param>
internal sealed class GradientMethod(string name, GradientWeighting weighting) : ExplanationMethod(name)
{
    internal override Finding Explain(
        ExplainedNetwork network, GrayImage pixels, int? label, IProgress<ExplanationProgress>? progress, CancellationToken cancellationToken)
    {
        MapGradient gradient = network.Gradient;
        using ForwardPass seen = network.See(pixels, cancellationToken);
        int explained = label ?? network.IndexOf(seen.Prediction.Label);
        return new Finding(seen.Prediction, explained, Relevance.Sum(gradient.Of(seen.Maps, explained, weighting, cancellationToken)));
    }
}

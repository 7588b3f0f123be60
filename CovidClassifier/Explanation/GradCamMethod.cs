using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>Grad-CAM, equations 1 and 2 of the paper; what is summed over several maps and over image and mirror image is summed before the ReLU.</summary>
internal sealed class GradCamMethod() : ExplanationMethod("gradcam")
{
    internal override Finding Explain(
        ExplainedNetwork network, GrayImage pixels, int? label, IProgress<ExplanationProgress>? progress, CancellationToken cancellationToken)
    {
        MapGradient gradient = network.Gradient;
        using SeenImage seen = network.See(pixels, cancellationToken);
        int explained = label ?? network.IndexOf(seen.Prediction.Label);
        return new Finding(seen.Prediction, explained, Relevance.Sum(gradient.Of(seen.Maps, explained, cancellationToken)));
    }
}

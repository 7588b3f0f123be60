using CovidClassifier.Imaging;

namespace CovidClassifier.Explanation;

/// <summary>A way to tell which places of an X-ray speak for a label. Immutable.</summary>
public abstract class ExplanationMethod
{
    private protected ExplanationMethod(string name) => Name = name;

    /// <summary>gradcam, cam, occlusion or rise: the word on the command line and in reports.</summary>
    public string Name { get; }

    /// <summary>
    /// Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391): the last spatial map's channels, weighted by the mean gradient of the label's logit. Quick, and for every network with convolutions.
    /// </summary>
    public static ExplanationMethod GradCam { get; } = new GradCamMethod();

    /// <summary>Every method with its defaults; the first is the default.</summary>
    public static IReadOnlyList<ExplanationMethod> All { get; } = [GradCam];

    /// <summary>The method of this <see cref="Name"/> (exact, lower case) with its defaults.</summary>
    /// <exception cref="ArgumentException">No method has this name.</exception>
    public static ExplanationMethod Parse(string name) =>
        All.FirstOrDefault(m => m.Name == name)
        ?? throw new ArgumentException($"Explanation method '{name}' is not one of: {string.Join(", ", All.Select(m => m.Name))}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <param name="network">What made the prediction.</param>
    /// <param name="pixels">The image at the network's input size.</param>
    /// <param name="label">Index of the label to explain; null: the predicted one.</param>
    /// <param name="progress">Told of each batch, where there is more than one.</param>
    /// <param name="cancellationToken">Looked at between batches and within one.</param>
    internal abstract Finding Explain(
        ExplainedNetwork network, GrayImage pixels, int? label, IProgress<ExplanationProgress>? progress, CancellationToken cancellationToken);
}

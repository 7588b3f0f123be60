using CovidClassifier.Data.Facts;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class CovidModel
{
    /// <summary>Shows which places of an image file speak for a label.</summary>
    /// <inheritdoc cref="Explain(XRayImage, string?, ExplanationMethod?, IProgress{ExplanationProgress}?, CancellationToken)"/>
    public ImageExplanation Explain(
        string path, string? label = null, ExplanationMethod? method = null, IProgress<ExplanationProgress>? progress =
            null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Explain(XRayImage.FromFile(path), label, method, progress, cancellationToken);
    }

    /// <summary>Shows which places of an image speak for a label.</summary>
    /// <param name="image">An image of any kind that is read.</param>
    /// <param name="label">One of <see cref="ClassNames"/>, compared without case, spaces, '-' and '_'; null: the predicted label.</param>
    /// <param name="method">Null: <see cref="ExplanationMethod.HiResCam"/>.</param>
    /// <param name="progress">Told by methods that score many changed copies of the image.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="ImageFormatException">The file is missing, not a picture, damaged or too large.</exception>
    /// <exception cref="KeyNotFoundException">The model has no class of this name.</exception>
    /// <exception cref="NetworkException">The method does not apply to the model's network; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    public ImageExplanation Explain(
        XRayImage image, string? label = null, ExplanationMethod? method = null, IProgress<ExplanationProgress>? progress =
            null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        return use.Value.Explainer.Explain(image, IndexOf(label), method ?? ExplanationMethod.HiResCam, progress, cancellationToken);
    }

    /// <summary>Explains many images, on all cores, each on one. What is kept per image is its file's bytes and a map of a few cells.</summary>
    /// <param name="images">Image files, or bytes of such.</param>
    /// <param name="label">The label to explain in each; null: the predicted one of each.</param>
    /// <param name="method">Null: <see cref="ExplanationMethod.HiResCam"/>.</param>
    /// <param name="progress">Told after each image, from worker threads.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>One explanation per image, in the order given.</returns>
    /// <inheritdoc cref="Explain(XRayImage, string?, ExplanationMethod?, IProgress{ExplanationProgress}?, CancellationToken)" path="/exception"/>
    public IReadOnlyList<ImageExplanation> ExplainMany(
        IEnumerable<XRayImage> images,
        string? label = null,
        ExplanationMethod? method = null,
        IProgress<PredictionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        using SharedUse<Sessions>.Use use = _sessions.Begin();
        return use.Value.Explainer.ExplainMany(images, IndexOf(label), method ?? ExplanationMethod.HiResCam, progress, cancellationToken);
    }

    private int? IndexOf(string? label) => label is null ? null :
        new ClassIndex(ClassNames).Meant(label)
        ?? throw new KeyNotFoundException($"'{label}' is not one of the model's classes: {string.Join(", ", ClassNames)}.");
}

using CovidClassifier.Explanation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier;

/// <summary>A way to tell which places of an X-ray speak for a label. Immutable.</summary>
/// <remarks>
/// A map shows where a network looks, never whether it is right to look there, and it may mislead: <see cref="CovidModel.CheckExplanations"/> tells whether a
/// method's maps mean anything for a model.
/// </remarks>
public abstract class ExplanationMethod
{
    private protected ExplanationMethod(string name) => Name = name;

    /// <summary>hirescam, gradcam, cam, occlusion or rise: the word on the command line and in reports.</summary>
    public string Name { get; }

    /// <summary>
    /// HiResCAM (Draelos and Carin 2020, arXiv:2011.08891): the last spatial map's channels, weighted at each place by the gradient of the label's logit there.
    /// Equals <see cref="GradCam"/> where the head takes means of channels, as MobileNet's does; where it tells places apart, as the study's CNN does, it keeps
    /// to what the network used, which Grad-CAM's mean does not. Quick, and for every network with convolutions.
    /// </summary>
    public static ExplanationMethod HiResCam { get; } = new GradientMethod("hirescam", GradientWeighting.ByPlace);

    /// <summary>
    /// Grad-CAM (Selvaraju et al. 2017, arXiv:1610.02391): the last spatial map's channels, weighted by the mean over all places of the gradient of the label's
    /// logit. Quick, and for every network with convolutions.
    /// </summary>
    public static ExplanationMethod GradCam { get; } = new GradientMethod("gradcam", GradientWeighting.ByChannel);

    /// <summary>
    /// Class activation map (Zhou et al. 2016, arXiv:1512.04150), for networks whose logits are weighted sums of the last spatial map's channel means; there it
    /// equals <see cref="GradCam"/>, and needs no gradient.
    /// </summary>
    public static ExplanationMethod ClassActivationMap { get; } = new ClassActivationMethod();

    /// <summary>Every method with its defaults; the first is taken where none is named.</summary>
    public static IReadOnlyList<ExplanationMethod> All { get; } = [HiResCam, GradCam, ClassActivationMap, Occlusion(), Rise()];

    /// <summary>
    /// Occlusion (Zeiler and Fergus 2014, arXiv:1311.2901): how far the label's log-odds fall while a square of the picture is hidden under its own coarse
    /// brightness. For every model.
    /// </summary>
    /// <param name="columns">Cells per side, 3 to 64, of which a hidden square covers two by two; (columns - 1)^2 copies are scored.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> is out of range.</exception>
    public static ExplanationMethod Occlusion(int columns = 14) => new OcclusionMethod((int)Check.Within(columns, 3, 64, nameof(columns)));

    /// <summary>
    /// RISE (Petsiuk et al. 2018, arXiv:1806.07421): random parts of the picture are hidden under its own coarse brightness, and a place counts as much as its
    /// being seen raises the label's log-odds. For every model.
    /// </summary>
    /// <param name="masks">Copies to score, 10 or more: more give a steadier map.</param>
    /// <param name="seed">Where the masks are drawn from: the same seed gives the same map.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="masks"/> is out of range.</exception>
    public static ExplanationMethod Rise(int masks = 1000, long seed = 1) => new RiseMethod(Check.AtLeast(masks, 10, nameof(masks)), seed);

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

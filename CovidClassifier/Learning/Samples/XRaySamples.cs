using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Learning.Samples;

/// <summary>
/// Decoded X-rays as training samples, [1, height, width] gray 0..255; varied anew in each epoch where augmentation asks for it. Epoch 0 is the image as it is.
/// </summary>
/// <param name="cache">Holds the pixels; not owned.</param>
/// <param name="images">Positions in the cache.</param>
/// <param name="labels">Class index of each image.</param>
/// <param name="augmentation">How images are varied.</param>
/// <param name="seed">Draws depend on it, the epoch and the sample alone.</param>
internal sealed class XRaySamples(DecodedImageCache cache, int[] images, int[] labels, AugmentationOptions augmentation, Seed seed) : ISampleSource
{
    public int Count => images.Length;

    public long[] SampleShape => [1, cache.Height, cache.Width];

    /// <summary>Source index of each image; null: all are of one.</summary>
    public int[]? Sources { get; init; }

    public int Label(int sample) => labels[sample];

    public int Source(int sample) => Sources?[sample] ?? 0;

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        AugmentationDraw draw = epoch == 0 || augmentation.IsIdentity
            ? AugmentationDraw.Identity
            : AugmentationDraw.Draw(augmentation, seed, epoch, sample, copy: 0);
        Augmenter.Apply(cache[images[sample]], cache.Width, cache.Height, draw, destination);
    }
}

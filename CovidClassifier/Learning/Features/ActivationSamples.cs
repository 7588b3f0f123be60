using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;

namespace CovidClassifier.Learning.Features;

/// <summary>
/// Cached activations as training samples: in each epoch one of an image's variants, drawn by (seed, epoch, image); epoch 0 is the image as it is.
/// </summary>
/// <param name="cache">Variant v of image i is entry i x variants + v; not owned.</param>
/// <param name="images">Positions of the images.</param>
/// <param name="labels">Class index of each.</param>
/// <param name="variants">Variants per image.</param>
/// <param name="seed">Where the draws come from.</param>
internal sealed class ActivationSamples(ActivationCache cache, int[] images, int[] labels, int variants, Seed seed) : ISampleSource
{
    private readonly Seed _seed = seed.For("variant");

    public int Count => images.Length;

    public long[] SampleShape => cache.Shape;

    /// <summary>Source index of each image; null: all are of one.</summary>
    public int[]? Sources { get; init; }

    public int Label(int sample) => labels[sample];

    public int Source(int sample) => Sources?[sample] ?? 0;

    public void Fill(int epoch, int sample, Span<float> destination)
    {
        int variant = epoch == 0 ? 0 : _seed.For(epoch).For(sample).Open().Below(variants);
        cache.CopyTo(images[sample] * variants + variant, destination);
    }
}

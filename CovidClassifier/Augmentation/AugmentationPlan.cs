using CovidClassifier.Foundation;

namespace CovidClassifier.Augmentation;

/// <summary>
/// Which copies of which images make up an enlarged training set: with a factor f every image has floor(f) copies, copy 0 being the original,
/// and a seeded choice of images one more, so that the whole counts round(images x f), halves up (84 x 2.881 gives the study's 242).
/// </summary>
internal sealed class AugmentationPlan
{
    private readonly int _each;
    private readonly bool[] _hasOneMore;

    /// <param name="images">Number of images, 0 or more.</param>
    /// <param name="factor">Copies per image on average, the original included; 1 or more.</param>
    /// <param name="seed">Chooses the images that have one copy more.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="images"/> is negative, or <paramref name="factor"/> is below 1 or gives more copies than an int can count.
    /// </exception>
    public AugmentationPlan(int images, double factor, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(images);
        double total = Math.Round(images * factor, MidpointRounding.AwayFromZero);
        if (!(factor >= 1 && factor <= int.MaxValue && total <= int.MaxValue))
        {
            throw new ArgumentOutOfRangeException(
                nameof(factor),
                factor,
                FormattableString.Invariant($"factor must be 1 or more and give at most {int.MaxValue} copies, got {factor}."));
        }

        Count = (int)total;
        _each = (int)factor;
        _hasOneMore = new bool[images];
        _hasOneMore.AsSpan(0, (int)(total - (double)images * _each)).Fill(true);
        seed.For("augmentation copies").Open().Shuffle(_hasOneMore.AsSpan());
    }

    /// <summary>Copies of all images together, originals included.</summary>
    public int Count { get; }

    /// <summary>Copies of one image, its original included.</summary>
    public int CopiesOf(int image) => _hasOneMore[image] ? _each + 1 : _each;

    /// <summary>Every copy: image by image, each image's original first.</summary>
    public IEnumerable<(int Image, int Copy)> Copies()
    {
        for (int image = 0; image < _hasOneMore.Length; image++)
        {
            for (int copy = 0; copy < CopiesOf(image); copy++)
            {
                yield return (image, copy);
            }
        }
    }
}

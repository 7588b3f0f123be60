using CovidClassifier.Data.Facts;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Learning.Samples;

/// <summary>A dataset with its pixels at network size, each image decoded once. Owns the pixels.</summary>
internal sealed class DecodedDataset : IDisposable
{
    private readonly DecodedImageCache _cache;
    private readonly Dictionary<XRayImage, int> _positions;
    private readonly string[] _hashes;

    private DecodedDataset(XRayDataset dataset, DecodedImageCache cache, Dictionary<XRayImage, int> positions)
    {
        Dataset = dataset;
        _cache = cache;
        _positions = positions;
        _hashes = new string[cache.Count];
        Parallel.ForEach(positions.Values, AllCores.Until(CancellationToken.None), i => _hashes[i] = PixelHash.Of(cache[i], cache.Width, cache.Height));
    }

    /// <summary>What has been computed from the pixels already.</summary>
    public FrozenLayerCache Work { get; } = new();

    /// <summary>The images that could be read.</summary>
    public XRayDataset Dataset { get; }

    /// <param name="dataset">What is decoded.</param>
    /// <param name="width">Of the network, in pixels.</param>
    /// <param name="height">Of the network, in pixels.</param>
    /// <param name="memory">Bytes of pixels that stay in memory; more go to a temporary file.</param>
    /// <param name="progress">Told of each image, or null.</param>
    /// <param name="cancellationToken">Looked at between rows of every image.</param>
    /// <param name="cache">Keeps decoded images from run to run; null: nothing does.</param>
    /// <exception cref="DatasetException">Images cannot be read, and the dataset does not allow problems; the message lists them.</exception>
    public static DecodedDataset Decode(
        XRayDataset dataset, int width, int height, long memory, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken,
        FeatureCache? cache = null)
    {
        ImageSource[] sources = [.. dataset.Images.Select(i => i.Encoded)];
        var failures = new List<(int Index, ImageFormatException Failure)>();
        var relay = new Relay<int, TrainingProgress>(progress, done => new TrainingProgress(TrainingStage.Decoding, done, sources.Length));
        DecodedImageCache.Decode? decode = cache is null ? null : cache.Decode;
        DecodedImageCache pixels = DecodedImageCache.Build(sources, width, height, memory, relay, failures, cancellationToken, decode);
        try
        {
            XRayDataset readable = dataset.WithoutUnreadable([.. failures.Select(f => (dataset.Images[f.Index], f.Failure.Reason))]);
            HashSet<int> unreadable = [.. failures.Select(f => f.Index)];
            var positions = new Dictionary<XRayImage, int>(ReferenceEqualityComparer.Instance);
            foreach (int i in Enumerable.Range(0, dataset.Count).Where(i => !unreadable.Contains(i)))
            {
                positions[dataset.Images[i]] = i;
            }

            return new DecodedDataset(readable, pixels, positions);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <summary>A changed copy of some of the pixels, for another dataset.</summary>
    /// <param name="dataset">Whose images the copies belong to.</param>
    /// <param name="originals">For each of its images, the image here that it is a copy of.</param>
    /// <param name="change">Changes pixels (first) of this width and height in place.</param>
    public DecodedDataset For(XRayDataset dataset, IReadOnlyList<XRayImage> originals, ChangePixels change)
    {
        DecodedImageCache copies = _cache.Select([.. originals.Select(i => _positions[i])], change);
        var positions = new Dictionary<XRayImage, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < dataset.Count; i++)
        {
            positions[dataset.Images[i]] = i;
        }

        return new DecodedDataset(dataset, copies, positions);
    }

    /// <summary>Columns of each image.</summary>
    public int Width => _cache.Width;

    /// <summary>Rows of each image.</summary>
    public int Height => _cache.Height;

    /// <summary>Number of places for pixels; those of unreadable images hold nothing of use.</summary>
    public int Count => _cache.Count;

    /// <summary>The images of one part, to train on or to be scored.</summary>
    public XRaySamples Samples(XRayDataset part, AugmentationOptions augmentation, Seed seed) =>
        new(_cache, Positions(part), Labels(part), augmentation, seed) { Sources = Sources(part) };

    /// <summary>Where the pixels of one part's images are.</summary>
    public int[] Positions(XRayDataset part) => [.. part.Images.Select(i => _positions[i])];

    /// <summary>Class index of each image of one part.</summary>
    public int[] Labels(XRayDataset part) => new ClassIndex(Dataset.ClassNames).Of(part.Images.Select(i => i.Label));

    /// <summary>Source index of each image of one part, in the ordinal order of that part's sources.</summary>
    public static int[] Sources(XRayDataset part)
    {
        string[] names = [.. part.Images.Select(XRayDataset.SourceOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return [.. part.Images.Select(i => Array.BinarySearch(names, XRayDataset.SourceOf(i), StringComparer.Ordinal))];
    }

    /// <summary>Gray bytes at one place.</summary>
    public ReadOnlySpan<byte> Pixels(int position) => _cache[position];

    /// <summary>A copy of one image's pixels.</summary>
    public GrayImage Image(XRayImage image) => new(_cache.Width, _cache.Height, _cache[_positions[image]].ToArray());

    /// <summary>Hashes of the decoded pixels of one part.</summary>
    public IEnumerable<string> Hashes(XRayDataset part) => part.Images.Select(i => _hashes[_positions[i]]);

    /// <summary>Pixels, label, patient and given part of every image, for the fingerprint of a checkpoint.</summary>
    public IEnumerable<string> Describe() => Describe(Dataset);

    /// <summary>The same of one part.</summary>
    public IEnumerable<string> Describe(XRayDataset part) =>
        part.Images.Select(i => $"{_hashes[_positions[i]]} {i.Label} {i.PatientId}{(i.GivenPart is { } given ? $" {given}" : "")}");

    public void Dispose()
    {
        Work.Dispose();
        _cache.Dispose();
    }
}

using System.Buffers;
using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Onnx.Runtime;

namespace CovidClassifier;

/// <summary>
/// A folder that keeps from run to run what a training, cross-validation, comparison or search computes of images before it learns: decoded images at network
/// size, and what layers that stay as they are give of them, the features of frozen networks and the activations before the blocks that fine-tuning trains.
/// Results are those of a run without it, bit for bit: an entry's name is a hash of the file's bytes (or the network's pixels), size, network, tensor,
/// execution provider, the build of this library and of ONNX Runtime, and the processor's instructions, and an entry with one wrong byte is computed again.
/// Any number of runs, of one process or of several, share a folder; it may be deleted at any time.
/// </summary>
/// <remarks>
/// What has not been used for longest is removed where the folder would grow above its limit, but nothing that was used since this object was made: make one
/// for each run. Two runs at once may exceed the limit by a sixteenth each for a while. A folder that cannot be written to ends no run: see
/// <see cref="Problem"/>. Safe for several threads.
/// </remarks>
public sealed class FeatureCache
{
    /// <summary>The limit where none is given, in bytes: 4 GB.</summary>
    public const long UsualLimit = 4_000_000_000;

    private readonly CacheFolder _folder;
    private int _reusedImages, _decodedImages, _reusedFeatures, _computedFeatures;

    /// <param name="folder">Made when something is kept in it. What else is in it is left alone.</param>
    /// <param name="limit">Bytes that it may take of the disk, 1 or more, counted in blocks of 4,096.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is below 1.</exception>
    public FeatureCache(string folder, long limit = UsualLimit)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        _folder = new CacheFolder(folder, limit);
    }

    /// <summary>Its full path.</summary>
    public string Folder => _folder.Root;

    /// <summary>Bytes that it may take of the disk.</summary>
    public long Limit => _folder.MostBytes;

    /// <summary>Decoded images that came from the folder; one counts once for each network of a run that asked for it.</summary>
    public int ReusedImages => _reusedImages;

    /// <summary>Images that were decoded.</summary>
    public int DecodedImages => _decodedImages;

    /// <summary>Rows of features or activations, one for each image and variant, that came from the folder.</summary>
    public int ReusedFeatures => _reusedFeatures;

    /// <summary>Rows of features or activations that were computed.</summary>
    public int ComputedFeatures => _computedFeatures;

    /// <summary>A sentence that says why nothing more is kept in the folder: the disk is full, or it may not be written to. Null: it is.</summary>
    public string? Problem => _folder.Problem is not { } reason ? null
        : $"Nothing more is kept in the feature cache '{Folder}', which cannot be written to: {reason}. Results are the same without it.";

    /// <summary>For people: what came from the folder so far, and how large it is. Looks through the folder where nothing has been kept yet.</summary>
    public override string ToString()
    {
        int images = _reusedImages + _decodedImages, features = _reusedFeatures + _computedFeatures;
        string reused = string.Create(
            CultureInfo.InvariantCulture,
            $"The feature cache '{Folder}' gave {_reusedImages} of {images} decoded images and {_reusedFeatures} of {features} features and activations");
        string size = $"it holds {Size(_folder.Bytes)} of at most {Size(Limit)}";
        string left = _folder.LeftOut == 0 ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {_folder.LeftOut} more found no room: all that it holds is of this run.");
        return $"{reused}; {size}.{left}{(_reusedImages + _reusedFeatures == 0 ? "" : " Times are those of this run, and longer without it.")}";
    }

    /// <summary>Writes an image's pixels at network size, as <see cref="ImageSource.Decode"/> gives them.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    internal void Decode(ImageSource source, int width, int height, Span<byte> pixels, CancellationToken cancellationToken)
    {
        if (source.Bytes is { } given)
        {
            Decode(given, source, width, height, pixels, cancellationToken);
            return;
        }

        byte[] buffer = [];
        try
        {
            int length = EncodedFile.Read(source.Path!, ref buffer);
            Decode(buffer.AsMemory(0, length), source, width, height, pixels, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What a row of features or activations is called.</summary>
    /// <param name="pixels">What the network is given.</param>
    /// <param name="graph">Hash of what computes them, weights and preprocessing included.</param>
    /// <param name="output">The tensor that is taken.</param>
    /// <param name="provider">What runs the graph.</param>
    internal static string KeyOf(ReadOnlySpan<byte> pixels, string graph, string output, ExecutionProvider provider) =>
        CacheKey.Of(pixels, "features", graph, output, $"{provider}", NativeRuntime.Environment.GetVersionString());

    /// <summary>Copies a row that is there.</summary>
    internal bool TryReadFeatures(string key, Span<byte> row)
    {
        bool isThere = _folder.TryRead(key, row);
        Interlocked.Increment(ref (isThere ? ref _reusedFeatures : ref _computedFeatures));
        return isThere;
    }

    /// <summary>Keeps a row that was computed.</summary>
    internal void AddFeatures(string key, ReadOnlySpan<byte> row) => _folder.Add(key, row);

    private void Decode(
        ReadOnlyMemory<byte> bytes, ImageSource source, int width, int height, Span<byte> pixels, CancellationToken cancellationToken)
    {
        string part = source.Box is { } box ? FormattableString.Invariant($"{box.Left} {box.Top} {box.Right} {box.Bottom}") : "whole";
        string key = CacheKey.Of(bytes.Span, "image", FormattableString.Invariant($"{width} {height} {source.Frame}"), part);
        if (_folder.TryRead(key, pixels))
        {
            Interlocked.Increment(ref _reusedImages);
            return;
        }

        ImageSource read = ImageSource.FromBytes(bytes, source.Path) with { Box = source.Box, Frame = source.Frame };
        read.Decode(width, height, cancellationToken).Pixels.CopyTo(pixels);
        Interlocked.Increment(ref _decodedImages);
        _folder.Add(key, pixels);
    }

    private static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}

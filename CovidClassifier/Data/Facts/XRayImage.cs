using CovidClassifier.Data.Facts;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier;

/// <summary>
/// One X-ray and what is known of it: a file, or encoded bytes in memory (exactly one of the two), and the facts about it. A fact that is
/// not known is null and stays null; nothing is guessed. Immutable: <c>image with { Label = "Normal" }</c> makes a changed copy.
/// </summary>
public sealed record XRayImage
{
    private readonly byte[]? _bytes;

    private XRayImage(string name, string? path, byte[]? bytes)
    {
        Name = name;
        Path = path;
        _bytes = bytes;
    }

    /// <summary>What messages, reports and predictions call this image: its path as it was given, or the name given with the
    /// bytes.</summary>
    public string Name { get; private init; }

    /// <summary>The file, or null where the image is held in memory.</summary>
    public string? Path { get; private init; }

    /// <summary>Class name, or null where the image is not labelled. Blank text counts as null.</summary>
    public string? Label { get; init => field = NullIfBlank(value); }

    /// <summary>Who was X-rayed; images of one patient never stand on two sides of a split. Compared exactly, case included. Null: not
    /// known.</summary>
    public string? PatientId { get; init => field = NullIfBlank(value); }

    /// <summary>Where the image came from: the collection, hospital or publication. Null: not known.</summary>
    public string? Source { get; init => field = NullIfBlank(value); }

    /// <summary>
    /// Who published the image first, as the host of its web address (radiopaedia.org), with owner and name where that is a repository of code: where a
    /// collection gathers images from many places, this tells them apart; see <see cref="XRayDataset.WithSources"/>. Null: not known.
    /// </summary>
    public string? Publisher { get; init => field = NullIfBlank(value); }

    /// <summary>Projection as the dataset writes it, for example PA, AP, AP Supine or L (lateral). Null: not known.</summary>
    public string? View { get; init => field = NullIfBlank(value); }

    /// <summary>Age in years, 0 to 150, fractions allowed. Null: not known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is set outside 0..150 or is not a number.</exception>
    public double? Age
    {
        get;
        init => field = value is null or (>= 0 and <= PatientFacts.OldestAge)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Age), value, $"Age must lie between 0 and {PatientFacts.OldestAge} years.");
    }

    /// <summary>M or F where the dataset says so, otherwise its own word. Null: not known.</summary>
    public string? Sex { get; init => field = NullIfBlank(value); }

    /// <summary>Days from the first symptoms or the admission to the X-ray, as the dataset counts them. Null: not known.</summary>
    public double? OffsetDays { get; init; }

    /// <summary>Hospital, city or country as the dataset writes it. Null: not known.</summary>
    public string? Location { get; init => field = NullIfBlank(value); }

    /// <summary>Under which licence the image was published, as the dataset writes it. Null: not known.</summary>
    public string? License { get; init => field = NullIfBlank(value); }

    /// <summary>The part that the dataset itself gives the image to; see <see cref="XRayDataset.SplitAsGiven"/>. Null: it gives none.</summary>
    public DatasetPart? GivenPart { get; init; }

    /// <summary>The part of the picture that stands for the image everywhere; null: all of it.</summary>
    public ImageBox? Box { get; init; }

    /// <summary>Which frame of a DICOM file, or page of a TIFF, is meant, from 1; of an animation the first picture alone is read. Default 1. See
    /// <see cref="CountFrames"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is set below 1.</exception>
    public int Frame
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Frame), value, "Frame must be at least 1.");
    } = 1;

    /// <summary>Line of the dataset's table that described this image, counted from 1 with the header; null where no table did.</summary>
    internal int? Row { get; init; }

    /// <summary>An image in a file. The file is not opened before <see cref="ReadBytes"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="path"/> is blank.</exception>
    public static XRayImage FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new XRayImage(path, path, bytes: null);
    }

    /// <summary>An image held in memory: the bytes of an image file, which are copied.</summary>
    /// <param name="bytes">The encoded file, not pixels.</param>
    /// <param name="name">What messages call the image; need not be unique.</param>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is empty or <paramref name="name"/> is blank.</exception>
    public static XRayImage FromBytes(ReadOnlySpan<byte> bytes, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return bytes.IsEmpty
            ? throw new ArgumentException($"Image '{name}' must hold at least one byte, got none.", nameof(bytes))
            : new XRayImage(name, path: null, bytes.ToArray());
    }

    /// <summary>An image that a stream holds, from its position to its end, which is read now; the stream stays open. Waits for the stream: see
    /// <see cref="FromStreamAsync"/>.</summary>
    /// <param name="stream">The encoded file, not pixels.</param>
    /// <param name="name">What messages call the image; need not be unique.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank.</exception>
    /// <exception cref="ImageFormatException">The stream holds nothing.</exception>
    public static XRayImage FromStream(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return OfStream(bytes, name);
    }

    /// <summary>The same without holding a thread while the stream is read.</summary>
    /// <param name="stream">The encoded file, not pixels.</param>
    /// <param name="name">What messages call the image; need not be unique.</param>
    /// <param name="cancellationToken">Looked at while the stream is read.</param>
    /// <inheritdoc cref="FromStream" path="/exception"/>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<XRayImage> FromStreamAsync(Stream stream, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
        return OfStream(bytes, name);
    }

    /// <summary>The encoded image: the whole file, read now, or a copy of the bytes in memory.</summary>
    /// <exception cref="ImageFormatException">The file is missing, may not be read, or reading failed.</exception>
    public byte[] ReadBytes() => _bytes is null ? EncodedFile.ReadAll(Path!) : (byte[])_bytes.Clone();

    /// <summary>
    /// How many pictures the file holds: frames of a DICOM file, pages of a TIFF (without those of fewer pixels beside a page), pictures of an animated GIF,
    /// WebP or PNG. <see cref="Frame"/> is the one that is read. 1 also where the file cannot be read. Opens the file, and decodes no pixel.
    /// </summary>
    public int CountFrames() => _bytes is null ? FrameCount.OfFile(Path!) : FrameCount.Of(_bytes);

    /// <summary>The same image in another file.</summary>
    internal XRayImage At(string path) => this with { Name = path, Path = path };

    /// <summary>Where its pixels are decoded from.</summary>
    internal ImageSource Encoded => (_bytes is null ? ImageSource.FromFile(Path!) : ImageSource.FromBytes(_bytes, Name)) with
    {
        Box = Box is null ? null : (Box.Left, Box.Top, Box.Right, Box.Bottom),
        Frame = Frame,
    };

    /// <summary>What the header of its DICOM file says; null where it is none, or cannot be read.</summary>
    internal DicomFacts? HeaderFacts() => Encoded.HeaderFacts();

    /// <summary>The same image with what a header says of patient and picture, where that is not known yet.</summary>
    internal XRayImage With(DicomFacts facts) => this with
    {
        PatientId = PatientId ?? facts.PatientId,
        Age = Age ?? facts.AgeYears,
        Sex = Sex ?? facts.Sex,
        View = View ?? facts.View,
        Source = Source ?? facts.Source,
        Location = Location ?? facts.Institution,
    };

    /// <summary>The bytes in memory, without a copy; null for a file.</summary>
    internal ReadOnlyMemory<byte>? Memory => _bytes is null ? default(ReadOnlyMemory<byte>?) : _bytes;

    private static XRayImage OfStream(MemoryStream bytes, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return bytes.Length > 0 ? new XRayImage(name, path: null, bytes.ToArray()) : throw new ImageFormatException(name, "it holds no byte.");
    }

    private static string? NullIfBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

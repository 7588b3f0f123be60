using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>Where one image is read from: a file, or bytes that came from elsewhere.</summary>
internal readonly record struct ImageSource
{
    private ImageSource(string? path, ReadOnlyMemory<byte>? bytes)
    {
        Path = path;
        Bytes = bytes;
    }

    /// <summary>The file, or the name to give to <see cref="Bytes"/> in errors.</summary>
    public string? Path { get; }

    /// <summary>The encoded image, or null where the file is to be read.</summary>
    public ReadOnlyMemory<byte>? Bytes { get; }

    /// <summary>The part that stands for the picture, as in <see cref="GrayCrop.Cut"/>; null: all of it.</summary>
    public (int Left, int Top, int Right, int Bottom)? Box { get; init; }

    /// <summary>Which of a file's frames, from 1.</summary>
    public int Frame { get; init; } = 1;

    public static ImageSource FromFile(string path) => new(path, null);

    public static ImageSource FromBytes(ReadOnlyMemory<byte> bytes, string? name = null) => new(name, bytes);

    /// <summary>The decoded picture, stretched to <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public GrayImage Decode(int width, int height, CancellationToken cancellationToken = default) =>
        Box is not null ? GrayCrop.StretchTo(DecodeFullSize(Read(), cancellationToken), width, height)
        : Bytes is { } bytes ? XRayDecoder.Decode(bytes, width, height, Path, cancellationToken, Frame)
        : XRayDecoder.DecodeFile(
            Path ?? throw new InvalidOperationException("An image source needs a path or bytes."), width, height, cancellationToken, Frame);

    /// <summary>The same picture with its file read into memory.</summary>
    /// <exception cref="ImageFormatException">The file cannot be read.</exception>
    public ImageSource InMemory() => FromBytes(Read(), Path) with { Box = Box, Frame = Frame };

    /// <summary>Width and height of the picture, or of its part, in pixels.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read, or the box lies outside.</exception>
    public (int Width, int Height) Size()
    {
        ReadOnlyMemory<byte> bytes = Read();
        return Box is null ? XRayDecoder.SizeOf(new EncodedImage(bytes, Path) { Frame = Frame })
            : DecodeFullSize(bytes) is var part ? (part.Width, part.Height)
            : default;
    }

    /// <summary>The picture, or its part, at its own size.</summary>
    /// <param name="bytes">The encoded image, as <see cref="Bytes"/> or the file has it.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <exception cref="ImageFormatException">The image cannot be read, or the box lies outside.</exception>
    public GrayImage DecodeFullSize(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        GrayImage whole = XRayDecoder.Decode(new EncodedImage(bytes, Path) { Frame = Frame }, cancellationToken);
        return Box is { } box ? GrayCrop.Cut(whole, box, Path) : whole;
    }

    /// <summary>What the header of its DICOM file says; null where it is none, or cannot be read.</summary>
    public DicomFacts? HeaderFacts() => Bytes is { } bytes ? DicomFacts.Of(bytes) : DicomFacts.OfFile(Path!);

    /// <summary>The encoded image.</summary>
    /// <exception cref="ImageFormatException">The file cannot be read.</exception>
    public ReadOnlyMemory<byte> Read() => Bytes ?? EncodedFile.ReadAll(Path!);
}

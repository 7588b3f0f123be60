using System.Buffers;

namespace CovidClassifier.Imaging;

/// <summary>
/// The one way from an image file to pixels, for training and scoring alike. Reads JPEG and PNG; the whole picture is stretched to the asked
/// size (area averaging where an axis shrinks, bilinear where it grows); gray = 0.299 R + 0.587 G + 0.114 B on encoded values, alpha over
/// black, EXIF orientation applied, colour profiles ignored; 16-bit PNG scaled from its own minimum..maximum; over 100 megapixels refused.
/// Safe to call from many threads.
/// </summary>
internal static class XRayDecoder
{
    private const int MaximumFileBytes = 1_000_000_000;

    /// <summary>Decodes the bytes of an image file and stretches the picture to <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <param name="path">Where the bytes came from, for the message of an error.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <exception cref="ImageFormatException">The bytes are no JPEG or PNG, damaged, of a kind that is not read, or too large.</exception>
    public static GrayImage Decode(
        ReadOnlyMemory<byte> bytes, int width, int height, string? path = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return Decode(new EncodedImage(bytes, path), (width, height), cancellationToken);
    }

    /// <summary>Decodes the bytes of an image file at the picture's own, upright size.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken)"/>.</exception>
    public static GrayImage DecodeFullSize(ReadOnlyMemory<byte> bytes, string? path = null, CancellationToken cancellationToken = default) =>
        Decode(new EncodedImage(bytes, path), target: null, cancellationToken);

    /// <summary>Decodes an image file and stretches the picture to <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <exception cref="ImageFormatException">
    /// As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken)"/>; also where the file is missing or cannot be opened.
    /// </exception>
    public static GrayImage DecodeFile(string path, int width, int height, CancellationToken cancellationToken = default)
    {
        byte[] buffer = [];
        try
        {
            int length = ReadFile(path, ref buffer);
            return Decode(buffer.AsMemory(0, length), width, height, path, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The size of the upright picture, as the file's header states it.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken)"/>, as far as the header tells.</exception>
    public static (int Width, int Height) SizeOf(ReadOnlyMemory<byte> bytes, string? path = null)
    {
        var image = new EncodedImage(bytes, path);
        ReadOnlySpan<byte> head = bytes.Span[..Math.Min(bytes.Length, FileKind.HeadLength)];
        (int width, int height, int orientation) = FileKind.IsPng(head) && PngFile.Read(image) is { } png ? (png.Header.Width, png.Header.Height, png.Orientation)
            : FileKind.IsJpeg(head) && JpegHeader.Read(image) is var jpeg ? (jpeg.Width, jpeg.Height, jpeg.Orientation)
            : throw image.Refuse(FileKind.Refusal(head));
        return ExifOrientation.SwapsSides(orientation) ? (height, width) : (width, height);
    }

    private static GrayImage Decode(EncodedImage image, (int Width, int Height)? target, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> head = image.Bytes.Span[..Math.Min(image.Bytes.Length, FileKind.HeadLength)];
        if (FileKind.IsPng(head))
        {
            PngFile file = PngFile.Read(image);
            (int width, int height) = StoredTarget(target, file.Header.Width, file.Header.Height, file.Orientation);
            return ExifOrientation.Apply(PngReader.Read(file, width, height, cancellationToken), file.Orientation);
        }

        if (FileKind.IsJpeg(head))
        {
            JpegHeader header = JpegHeader.Read(image);
            (int width, int height) = StoredTarget(target, header.Width, header.Height, header.Orientation);
            return ExifOrientation.Apply(JpegReader.Read(image, header, width, height, cancellationToken), header.Orientation);
        }

        throw image.Refuse(FileKind.Refusal(head));
    }

    private static (int Width, int Height) StoredTarget((int Width, int Height)? target, int width, int height, int orientation) =>
        target is not { } upright ? (width, height)
        : ExifOrientation.SwapsSides(orientation) ? (upright.Height, upright.Width)
        : upright;

    /// <summary>Reads a file into a rented array; a file that begins like no image is refused before the rest of it is read.</summary>
    private static int ReadFile(string path, ref byte[] buffer)
    {
        var image = new EncodedImage(default, path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> head = stackalloc byte[FileKind.HeadLength];
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            if (!FileKind.IsJpeg(head) && !FileKind.IsPng(head))
            {
                throw image.Refuse(FileKind.Refusal(head));
            }

            if (stream.Length > MaximumFileBytes)
            {
                throw image.Refuse(FormattableString.Invariant($"the file has {stream.Length} bytes; at most {MaximumFileBytes} are read."));
            }

            int rest = (int)Math.Max(0, stream.Length - head.Length);
            buffer = ArrayPool<byte>.Shared.Rent(head.Length + rest);
            head.CopyTo(buffer);
            return head.Length + stream.ReadAtLeast(buffer.AsSpan(head.Length, rest), rest, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw image.Refuse(Reason(path, e), e);
        }
    }

    private static string Reason(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "the file does not exist.",
        _ when Directory.Exists(path) => "it is a folder, not a file.",
        UnauthorizedAccessException => "access to the file is denied.",
        _ => $"the file cannot be opened ({e.Message.TrimEnd('.')}).",
    };
}

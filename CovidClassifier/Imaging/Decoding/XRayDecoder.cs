using System.Buffers;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>
/// The one way from an image file to pixels, for training and scoring alike. Reads what <see cref="ImageFormats"/> lists; the whole picture is stretched to the
/// asked size (area averaging where an axis shrinks, bilinear where it grows); gray = 0.299 R + 0.587 G + 0.114 B on encoded values, alpha over black, EXIF
/// orientation applied, colour profiles ignored; more than 8 bits through the window that the file states, else through <see cref="RobustWindow"/>; over 100
/// megapixels refused. Decodes that run at once share the memory of <see cref="DecodingMemory"/>. Safe to call from many threads.
/// </summary>
internal static class XRayDecoder
{
    /// <summary>Decodes the bytes of an image file and stretches the picture to <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <param name="path">Where the bytes came from, for the message of an error.</param>
    /// <param name="cancellationToken">Looked at between rows.</param>
    /// <param name="frame">Which of the file's frames, from 1.</param>
    /// <exception cref="ImageFormatException">The bytes are no image that is read, damaged, or too large.</exception>
    public static GrayImage Decode(
        ReadOnlyMemory<byte> bytes, int width, int height, string? path = null, CancellationToken cancellationToken = default, int frame = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return Decode(new EncodedImage(bytes, path) { Frame = frame }, (width, height), cancellationToken);
    }

    /// <summary>Decodes the bytes of an image file at the picture's own, upright size.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken, int)"/>.</exception>
    public static GrayImage DecodeFullSize(ReadOnlyMemory<byte> bytes, string? path = null, CancellationToken cancellationToken = default) =>
        Decode(new EncodedImage(bytes, path), target: null, cancellationToken);

    /// <summary>Decodes an image, or a frame of it, at the picture's own, upright size.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken, int)"/>; also where there is
    /// no such frame.</exception>
    public static GrayImage Decode(EncodedImage image, CancellationToken cancellationToken = default) => Decode(image, target: null, cancellationToken);

    /// <summary>Decodes an image file and stretches the picture to <paramref name="width"/> x <paramref name="height"/>.</summary>
    /// <exception cref="ImageFormatException">
    /// As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken, int)"/>; also where the file is missing or cannot be opened.
    /// </exception>
    public static GrayImage DecodeFile(string path, int width, int height, CancellationToken cancellationToken = default, int frame = 1)
    {
        byte[] buffer = [];
        try
        {
            int length = EncodedFile.Read(path, ref buffer);
            return Decode(buffer.AsMemory(0, length), width, height, path, cancellationToken, frame);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Share of the pixels that are in colour; NaN where files of this kind are not asked. See <see cref="ColouredPixels"/>.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken, int)"/>.</exception>
    public static double ColourShare(EncodedImage image, CancellationToken cancellationToken = default)
    {
        StoredPicture picture = ImageFormats.Open(image);
        long bytes = picture.WorkingBytes(picture.Width, picture.Height);
        image.CheckMemory(picture, bytes);
        using DecodingMemory.Portion share = DecodingMemory.Shared.Take(bytes, cancellationToken);
        return picture.ColourShare(cancellationToken);
    }

    /// <summary>The size of the upright picture, as the file's header states it.</summary>
    /// <exception cref="ImageFormatException">As for <see cref="Decode(ReadOnlyMemory{byte}, int, int, string?, CancellationToken, int)"/>, as far as the
    /// header tells.</exception>
    public static (int Width, int Height) SizeOf(EncodedImage image)
    {
        StoredPicture picture = ImageFormats.Open(image);
        return ExifOrientation.SwapsSides(picture.Orientation) ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
    }

    private static GrayImage Decode(EncodedImage image, (int Width, int Height)? target, CancellationToken cancellationToken)
    {
        StoredPicture picture = ImageFormats.Open(image);
        (int width, int height) = target is not { } upright ? (picture.Width, picture.Height)
            : ExifOrientation.SwapsSides(picture.Orientation) ? (upright.Height, upright.Width)
            : upright;
        long bytes = picture.WorkingBytes(width, height);
        image.CheckMemory(picture, bytes);
        using DecodingMemory.Portion share = DecodingMemory.Shared.Take(bytes, cancellationToken);
        return ExifOrientation.Apply(picture.Decode(width, height, cancellationToken), picture.Orientation);
    }
}

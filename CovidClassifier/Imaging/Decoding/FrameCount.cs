using CovidClassifier.Foundation;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>How many pictures a file holds: frames of a DICOM file or an animation, pages of a TIFF.</summary>
internal static class FrameCount
{
    /// <summary>Of the bytes of a file; 1 where they are no image, or damaged.</summary>
    public static int Of(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ImageFormats.Of(bytes.Span) is { BytesToCountFrames: > 0 } format ? format.CountFrames(new EncodedImage(bytes, null)) : 1;
        }
        catch (ImageFormatException)
        {
            return 1;
        }
    }

    /// <summary>Of a file, of which no more is read than it takes; 1 where it is no image, damaged, or cannot be read.</summary>
    public static int OfFile(string path)
    {
        byte[] bytes = new byte[IImageFormat.HeadLength];
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            int needed = (int)Math.Min(ImageFormats.Of(bytes.AsSpan(0, length))?.BytesToCountFrames ?? 0, Math.Min(stream.Length, Array.MaxLength));
            if (needed > length)
            {
                Array.Resize(ref bytes, needed);
                length += stream.ReadAtLeast(bytes.AsSpan(length), needed - length, throwOnEndOfStream: false);
            }

            return Of(bytes.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return 1;
        }
    }
}

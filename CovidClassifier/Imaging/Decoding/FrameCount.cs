using CovidClassifier.Foundation;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>How many pictures a file holds: frames of a DICOM file or an animation, pages of a TIFF.</summary>
internal static class FrameCount
{
    // some headers hold whole pictures of other kinds, or what an apparatus keeps to itself
    private const int LongestHeader = 64 << 20;

    /// <summary>Of the bytes of a file; 1 where they are no image, or damaged.</summary>
    public static int Of(ReadOnlyMemory<byte> bytes) => Told(bytes) ?? 1;

    /// <summary>Of a file, of which no more is read than it takes; 1 where it is no image, damaged, or cannot be read.</summary>
    public static int OfFile(string path)
    {
        byte[] bytes = new byte[IImageFormat.HeadLength];
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            int usual = ImageFormats.Of(bytes.AsSpan(0, length))?.BytesToCountFrames ?? 0;
            ReadUpTo(stream, ref bytes, ref length, usual);
            if (Told(bytes.AsMemory(0, length)) is { } frames)
            {
                return frames;
            }

            ReadUpTo(stream, ref bytes, ref length, LongestHeader);
            return Of(bytes.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return 1;
        }
    }

    /// <summary>Null where there is too little of the file, or it is damaged.</summary>
    private static int? Told(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return ImageFormats.Of(bytes.Span) is { BytesToCountFrames: > 0 } format ? format.CountFrames(new EncodedImage(bytes, null)) : 1;
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    private static void ReadUpTo(FileStream stream, ref byte[] bytes, ref int length, int most)
    {
        int wanted = (int)Math.Min(stream.Length, most);
        if (wanted > length)
        {
            Array.Resize(ref bytes, wanted);
            length += stream.ReadAtLeast(bytes.AsSpan(length), wanted - length, throwOnEndOfStream: false);
        }
    }
}

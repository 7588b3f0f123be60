using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Skia;

/// <summary>Windows bitmaps.</summary>
internal sealed class BmpFormat : IImageFormat
{
    private const int FileHead = 14, ShortestHeader = 12, LongestHeader = 124;

    public string Name => "BMP";

    /// <summary>Two letters alone would take in any text that begins so; the length of the second header tells more.</summary>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("BM"u8) && head.Length >= FileHead + 4
            && BinaryPrimitives.ReadUInt32LittleEndian(head[FileHead..]) is >= ShortestHeader and <= LongestHeader;

    public StoredPicture Open(EncodedImage image) => new SkiaPicture(image, Name, ExifOrientation.Upright, decoderBytesPerPixel: 0);
}

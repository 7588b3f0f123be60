using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>A marker segment (ITU-T T.81, B.1.1.4): its body lies from Start to End.</summary>
internal readonly record struct JpegSegment(byte Marker, int Start, int End)
{
    public const byte HuffmanTables = 0xC4, ArithmeticConditioning = 0xCC, Reserved = 0xC8;
    public const byte EndOfImage = 0xD9, StartOfScan = 0xDA, QuantisationTables = 0xDB, RestartInterval = 0xDD;
    public const byte Application1 = 0xE1, Application14 = 0xEE, Application0 = 0xE0;

    private const byte FirstFrame = 0xC0, LastFrame = 0xCF, Temporary = 0x01, FirstRestart = 0xD0, LastRestart = 0xD8;

    public bool IsFrame => Marker is >= FirstFrame and <= LastFrame and not (HuffmanTables or Reserved or ArithmeticConditioning);

    /// <summary>The segment that begins at a place.</summary>
    /// <returns>Null where the file ends before the segment does; <see cref="EndOfImage"/> has no body.</returns>
    /// <exception cref="ImageFormatException">No segment begins there.</exception>
    public static JpegSegment? At(EncodedImage image, int position)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        while (position + 1 < bytes.Length && bytes[position] == 0xFF && bytes[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 2 > bytes.Length)
        {
            return null;
        }

        byte marker = bytes[position + 1];
        if (bytes[position] != 0xFF || marker is 0 or Temporary or (>= FirstRestart and <= LastRestart))
        {
            throw image.Refuse("the JPEG file is damaged: its list of segments is broken.");
        }

        if (marker == EndOfImage)
        {
            return new JpegSegment(marker, position + 2, position + 2);
        }

        if (position + 4 > bytes.Length)
        {
            return null;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
        int end = position + 2 + length;
        return length < 2 ? throw image.Refuse("the JPEG file is damaged: its list of segments is broken.")
            : end > bytes.Length ? null
            : new JpegSegment(marker, position + 4, end);
    }
}

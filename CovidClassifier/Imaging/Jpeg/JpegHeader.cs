using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// What a JPEG file states before its pixels (ITU-T T.81, Annex B), read by walking its markers: enough to refuse early, and with a reason, what
/// the decoder would not tell apart or would show half.
/// </summary>
internal readonly record struct JpegHeader(int Width, int Height, int Channels, int Orientation)
{
    /// <summary>Encoders write about ten scans; each costs a pass over all pixels, so a small file of thousands would take hours.</summary>
    private const int MaximumScans = 100;

    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    /// <exception cref="ImageFormatException">The file is damaged, ends early, or is of a kind of JPEG that is not read.</exception>
    public static JpegHeader Read(EncodedImage image)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        JpegHeader? frame = null;
        int? orientation = null;
        for (int position = 2; ;)
        {
            (byte marker, int start, int end) = Segment(image, bytes, position);
            ReadOnlySpan<byte> body = bytes[start..end];
            if (marker == StartOfScan)
            {
                JpegHeader header = frame ?? throw image.Refuse("the JPEG file is damaged: it has no frame header before its pixels.");
                CheckScans(image, bytes[end..], header);
                return header with { Orientation = orientation ?? ExifOrientation.Upright };
            }

            if (marker == 0xE1 && body.StartsWith("Exif\0\0"u8))
            {
                orientation ??= ExifOrientation.Find(body[6..]);
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                frame = Frame(image, marker, body);
            }

            position = end;
        }
    }

    private static (byte Marker, int Start, int End) Segment(EncodedImage image, ReadOnlySpan<byte> bytes, int position)
    {
        while (position + 1 < bytes.Length && bytes[position] == 0xFF && bytes[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 4 > bytes.Length)
        {
            throw image.EndsEarly();
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
        if (bytes[position] != 0xFF || bytes[position + 1] is 0 or EndOfImage or (>= 0xD0 and <= 0xD8) || length < 2)
        {
            throw image.Refuse("the JPEG file is damaged: its list of segments is broken.");
        }

        int end = position + 2 + length;
        return end <= bytes.Length ? (bytes[position + 1], position + 4, end) : throw image.EndsEarly();
    }

    private static JpegHeader Frame(EncodedImage image, byte marker, ReadOnlySpan<byte> body)
    {
        if (marker > 0xC2)
        {
            throw image.Refuse("it is a lossless, hierarchical or arithmetic-coded JPEG; baseline and progressive JPEG are read.");
        }

        if (body.Length < 6 || body.Length < 6 + 3 * body[5])
        {
            throw image.Refuse("the JPEG file is damaged: its frame header is too short.");
        }

        if (body[0] != 8)
        {
            throw image.Refuse($"it is a JPEG of {body[0]} bits per channel; 8 bits are read.");
        }

        int width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        int height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        var header = new JpegHeader(width, height, body[5], ExifOrientation.Upright);
        image.CheckSize(header.Width, header.Height);
        return header.Channels switch
        {
            1 or 3 => header,
            4 => throw image.Refuse("it is a CMYK JPEG (four colour channels); save it as gray or RGB."),
            _ => throw image.Refuse($"it is a JPEG of {header.Channels} colour channels; gray and RGB are read."),
        };
    }

    private static void CheckScans(EncodedImage image, ReadOnlySpan<byte> coded, JpegHeader header)
    {
        // every 8 x 8 block costs at least one bit; refusing here keeps a header without pixels from claiming memory
        long blocks = (header.Width + 7L) / 8 * ((header.Height + 7L) / 8);
        if (coded.Length < blocks / 8 || coded.LastIndexOf((ReadOnlySpan<byte>)[0xFF, EndOfImage]) < 0)
        {
            throw image.EndsEarly();
        }

        int scans = 1;
        for (int at; (at = coded.IndexOf((ReadOnlySpan<byte>)[0xFF, StartOfScan])) >= 0; coded = coded[(at + 2)..])
        {
            if (++scans > MaximumScans)
            {
                throw image.Refuse($"it is a JPEG of more than {MaximumScans} scans.");
            }
        }
    }
}

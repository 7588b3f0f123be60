using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>A frame header (ITU-T T.81, B.2.2): size, bits and components.</summary>
internal sealed record JpegFrame(JpegProcess Process, int Bits, int Width, int Height, IReadOnlyList<JpegComponent> Components)
{
    private const int BlockSide = 8;
    private const byte Highest = (byte)JpegProcess.Lossless;

    /// <summary>The largest horizontal sampling factor.</summary>
    public int Across { get; } = Components.Max(c => c.Across);

    /// <summary>The largest vertical sampling factor.</summary>
    public int Down { get; } = Components.Max(c => c.Down);

    /// <summary>Samples of a data unit's side: 8, or 1 where the samples are coded one by one.</summary>
    public int UnitSide => Process == JpegProcess.Lossless ? 1 : BlockSide;

    /// <summary>How many groups of units that belong together (MCUs) lie side by side.</summary>
    public int GroupsAcross => Divided(Width, UnitSide * Across);

    /// <summary>How many such groups lie one below the other.</summary>
    public int GroupsDown => Divided(Height, UnitSide * Down);

    /// <summary>Columns of a component in units, those that only fill up a group not counted.</summary>
    public int UnitsAcross(JpegComponent component) => Divided(Divided(Width * component.Across, Across), UnitSide);

    /// <summary>Rows of a component in units, those that only fill up a group not counted.</summary>
    public int UnitsDown(JpegComponent component) => Divided(Divided(Height * component.Down, Down), UnitSide);

    /// <exception cref="ImageFormatException">It is damaged, too large, or of a kind that is not read.</exception>
    public static JpegFrame Read(EncodedImage image, byte marker, ReadOnlySpan<byte> body)
    {
        if (marker > Highest)
        {
            string coding = marker switch
            {
                0xC9 or 0xCA or 0xCB => "an arithmetic-coded JPEG",
                _ => "a hierarchical JPEG",
            };
            throw image.Refuse($"it is {coding}; baseline, progressive and lossless JPEG with Huffman codes are read. 'djpeg' and 'cjpeg' of "
                + "libjpeg-turbo convert it.");
        }

        if (body.Length < 6 || body.Length < 6 + 3 * body[5])
        {
            throw image.Refuse("the JPEG file is damaged: its frame header is too short.");
        }

        var process = (JpegProcess)marker;
        int bits = body[0], count = body[5];
        if (process == JpegProcess.Lossless ? bits is < 2 or > 16 : bits is not (8 or 12))
        {
            throw image.Refuse($"it is a JPEG of {bits} bits per channel; 8 and 12 bits are read, lossless 2 to 16.");
        }

        int width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]), height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        image.CheckSize(width, height);
        if (count is not (1 or 3 or 4))
        {
            throw image.Refuse($"it is a JPEG of {count} colour channels; gray, RGB and CMYK are read.");
        }

        JpegComponent[] components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            components[i] = ReadComponent(image, body.Slice(6 + 3 * i, 3), isAlone: count == 1);
        }

        var frame = new JpegFrame(process, bits, width, height, components);
        return components.All(c => frame.Across % c.Across == 0 && frame.Down % c.Down == 0) && components.DistinctBy(c => c.Id).Count() == count
            ? frame
            : throw image.Refuse("it is a JPEG whose channels are sampled in no whole ratio.");
    }

    /// <summary>The factors of a component that is alone say nothing.</summary>
    private static JpegComponent ReadComponent(EncodedImage image, ReadOnlySpan<byte> bytes, bool isAlone)
    {
        int across = bytes[1] >> 4, down = bytes[1] & 15;
        return across is >= 1 and <= 4 && down is >= 1 and <= 4 && bytes[2] <= 3
            ? new JpegComponent(bytes[0], isAlone ? 1 : across, isAlone ? 1 : down, bytes[2])
            : throw image.Refuse("the JPEG file is damaged: its frame header states impossible sampling factors or tables.");
    }

    private static int Divided(int length, int by) => (length + by - 1) / by;
}

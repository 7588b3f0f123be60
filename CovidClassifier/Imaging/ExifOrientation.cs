using System.Buffers.Binary;

namespace CovidClassifier.Imaging;

/// <summary>
/// How a stored picture is turned to stand upright: tag 0x0112 of the EXIF block (CIPA DC-008, "Orientation"), 1 to 8. The names of the
/// values 1 to 8 say where the stored first row and first column belong in the upright picture.
/// </summary>
internal static class ExifOrientation
{
    public const int Upright = 1;

    private const ushort OrientationTag = 0x0112;

    private const int BlockHead = 8, EntryLength = 12;

    /// <summary>Reads the orientation from a TIFF block (EXIF without its "Exif" prefix); null where it states none of the eight.</summary>
    public static int? Find(ReadOnlySpan<byte> tiff)
    {
        if (!IsBlock(tiff))
        {
            return null;
        }

        bool little = tiff[0] == (byte)'I';
        uint directory = UInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
        {
            return null;
        }

        ReadOnlySpan<byte> entries = tiff[((int)directory + 2)..];
        int count = Math.Min(UInt16(tiff[(int)directory..], little), entries.Length / EntryLength);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = entries.Slice(EntryLength * i, EntryLength);
            if (UInt16(entry, little) == OrientationTag && Value(entry, little) is >= 1 and <= 8 and var value)
            {
                return (int)value;
            }
        }

        return null;
    }

    /// <summary>Whether bytes begin like a TIFF block; what does not may continue one that was too long for its segment.</summary>
    public static bool IsBlock(ReadOnlySpan<byte> bytes) => bytes.Length >= BlockHead && (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8));

    /// <summary>An entry's one number; writers have used each of TIFF's whole number types for it (TIFF 6.0, section 2).</summary>
    private static uint Value(ReadOnlySpan<byte> entry, bool little) => UInt16(entry[2..], little) switch
    {
        1 or 6 => entry[8],
        3 or 8 => UInt16(entry[8..], little),
        4 or 9 => UInt32(entry[8..], little),
        _ => 0,
    };

    /// <summary>True where the upright picture is as wide as the stored one is high.</summary>
    public static bool SwapsSides(int orientation) => orientation >= 5;

    /// <summary>The upright picture.</summary>
    public static GrayImage Apply(GrayImage stored, int orientation)
    {
        if (orientation == Upright)
        {
            return stored;
        }

        bool swaps = SwapsSides(orientation);
        int width = swaps ? stored.Height : stored.Width;
        int height = swaps ? stored.Width : stored.Height;
        bool fromRight = orientation is 2 or 3 or 7 or 8;
        bool fromBottom = orientation is 3 or 4 or 6 or 7;
        byte[] upright = new byte[stored.Pixels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = swaps ? (y, x) : (x, y);
                column = fromRight ? stored.Width - 1 - column : column;
                row = fromBottom ? stored.Height - 1 - row : row;
                upright[y * width + x] = stored.Pixels[row * stored.Width + column];
            }
        }

        return new GrayImage(width, height, upright);
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}

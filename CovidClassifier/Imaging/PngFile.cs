using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace CovidClassifier.Imaging;

/// <summary>
/// A PNG taken apart into its chunks (ISO/IEC 15948, section 5): header, palette, transparency, orientation and the pieces of compressed pixels.
/// Chunks about colour (gAMA, iCCP, sRGB, cHRM) are passed over: encoded values are used as they stand.
/// </summary>
internal sealed class PngFile
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private PngFile(EncodedImage image, PngHeader header)
    {
        Image = image;
        Header = header;
    }

    public EncodedImage Image { get; }

    public PngHeader Header { get; }

    /// <summary>R, G, B of each entry; empty unless the pixels are palette indices.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    /// <summary>The tRNS chunk: alpha of the palette's entries, or the one colour that is transparent; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Transparency { get; private set; }

    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>The bodies of the IDAT chunks in order: one zlib stream.</summary>
    public List<ReadOnlyMemory<byte>> PixelData { get; } = [];

    /// <exception cref="ImageFormatException">The file is damaged, ends early, or is too large.</exception>
    public static PngFile Read(EncodedImage image)
    {
        PngFile? file = null;
        for (int position = 8; ;)
        {
            (string type, ReadOnlyMemory<byte> body, int end) = Chunk(image, position);
            if (type == "IHDR")
            {
                file = file is null
                    ? new PngFile(image, PngHeader.Read(image, body.Span))
                    : throw image.Refuse("the PNG file is damaged: it has two headers.");
            }
            else if (file is null)
            {
                throw image.Refuse($"the PNG file is damaged: it begins with '{type}' where the header belongs.");
            }
            else if (type == "IEND")
            {
                file.Check();
                return file;
            }
            else
            {
                file.Take(type, body);
            }

            position = end;
        }
    }

    private static (string Type, ReadOnlyMemory<byte> Body, int End) Chunk(EncodedImage image, int position)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        if (bytes.Length - position < 12)
        {
            throw image.EndsEarly();
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
        ReadOnlySpan<byte> name = bytes.Slice(position + 4, 4);
        if (name.ContainsAnyExcept(Letters))
        {
            throw image.Refuse("the PNG file is damaged: its list of chunks is broken.");
        }

        if (length > bytes.Length - position - 12)
        {
            throw image.EndsEarly();
        }

        string type = System.Text.Encoding.ASCII.GetString(name);
        int end = position + 12 + (int)length;
        uint stated = BinaryPrimitives.ReadUInt32BigEndian(bytes[(end - 4)..]);
        return !IsUsed(type) || Crc32.HashToUInt32(bytes[(position + 4)..(end - 4)]) == stated
            ? (type, image.Bytes[(position + 8)..(end - 4)], end)
            : throw image.Refuse($"the PNG file is damaged: the check sum of its chunk '{type}' is wrong.");
    }

    /// <summary>By the standard, a first letter in upper case marks a chunk without which the picture cannot be shown.</summary>
    private static bool IsCritical(string type) => char.IsAsciiLetterUpper(type[0]);

    private static bool IsUsed(string type) => IsCritical(type) || type is "tRNS" or "eXIf";

    private void Take(string type, ReadOnlyMemory<byte> body)
    {
        switch (type)
        {
            case "IDAT":
                PixelData.Add(body);
                break;
            case "PLTE":
                Palette = body;
                break;
            case "tRNS":
                Transparency = body;
                break;
            case "eXIf":
                Orientation = ExifOrientation.Read(body.Span);
                break;
            default:
                if (IsCritical(type))
                {
                    throw Image.Refuse($"it is a PNG with a chunk '{type}' that the standard does not know.");
                }

                break;
        }
    }

    private void Check()
    {
        if (Header.Color == PngColor.Palette && (Palette.Length is 0 or > 768 || Palette.Length % 3 != 0))
        {
            throw Image.Refuse("the PNG file is damaged: its palette is missing or has the wrong length.");
        }

        // deflate shrinks at most 1032 to 1; refusing here keeps a header without pixels from claiming memory
        long compressed = PixelData.Sum(piece => (long)piece.Length);
        if (compressed * 1032 < (long)Header.RowBytes(Header.Width) * Header.Height)
        {
            throw Image.Refuse("the PNG file is damaged: it has too few pixel data for its size.");
        }
    }
}

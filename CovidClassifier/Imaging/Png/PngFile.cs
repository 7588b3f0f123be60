using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;

namespace CovidClassifier.Imaging.Png;

/// <summary>
/// A PNG taken apart into its chunks (ISO/IEC 15948, section 5): header, palette, transparency, orientation and the pieces of compressed pixels. Chunks about
/// colour (gAMA, iCCP, sRGB, cHRM) are passed over: encoded values are used as they stand. Once pixel data have begun, the end of the file ends the list of
/// chunks: whether pixels are missing is told by the pixels, not by the end marker.
/// </summary>
internal sealed class PngFile
{
    private static readonly SearchValues<byte> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private const int Signature = 8, ChunkHead = 8, CheckSum = 4;

    private int? _orientation;

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

    public int Orientation => _orientation ?? ExifOrientation.Upright;

    /// <summary>The bodies of the IDAT chunks in order: one zlib stream.</summary>
    public List<ReadOnlyMemory<byte>> PixelData { get; } = [];

    /// <summary>Bytes of <see cref="PixelData"/>.</summary>
    public long PackedLength => PixelData.Sum(piece => (long)piece.Length);

    /// <summary>Whether the file ends inside a chunk of pixel data, whose check sum then vouches for nothing.</summary>
    public bool IsCut { get; private set; }

    /// <exception cref="ImageFormatException">The file is damaged, ends early, or is too large.</exception>
    public static PngFile Read(EncodedImage image)
    {
        PngFile? file = null;
        for (int position = Signature; ;)
        {
            Chunk chunk = file?.PixelData.Count > 0 ? Next(image, position) ?? Chunk.End : Next(image, position) ?? throw image.EndsEarly();
            if (chunk.Type == "IHDR")
            {
                file = file is null
                    ? new PngFile(image, PngHeader.Read(image, chunk.Body.Span))
                    : throw image.Refuse("the PNG file is damaged: it has two headers.");
            }
            else if (file is null)
            {
                throw image.Refuse($"the PNG file is damaged: it begins with '{chunk.Type}' where the header belongs.");
            }
            else if (chunk.Type == "IEND")
            {
                file.Check();
                return file;
            }
            else
            {
                file.Take(chunk);
            }

            position = chunk.Stop;
        }
    }

    /// <summary>The chunk that begins at a place; null where none begins there or the file ends in it, but for the pixel data that are there.</summary>
    private static Chunk? Next(EncodedImage image, int position)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        if (bytes.Length - position < ChunkHead)
        {
            return null;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]);
        ReadOnlySpan<byte> name = bytes.Slice(position + 4, 4);
        if (name.ContainsAnyExcept(Letters))
        {
            return position == Signature ? throw image.Refuse("the PNG file is damaged: its list of chunks is broken.") : null;
        }

        string type = System.Text.Encoding.ASCII.GetString(name);
        int start = position + ChunkHead;
        if (length > bytes.Length - start - CheckSum)
        {
            return type == "IDAT" ? new Chunk(type, image.Bytes.Slice(start, (int)Math.Min(length, bytes.Length - start)), bytes.Length, IsCut: true) : null;
        }

        int end = start + (int)length;
        uint stated = BinaryPrimitives.ReadUInt32BigEndian(bytes[end..]);
        return !IsUsed(type) || Crc32.HashToUInt32(bytes[(position + 4)..end]) == stated
            ? new Chunk(type, image.Bytes[start..end], end + CheckSum, IsCut: false)
            : throw image.Refuse($"the PNG file is damaged: the check sum of its chunk '{type}' is wrong.");
    }

    /// <summary>By the standard, a first letter in upper case marks a chunk without which the picture cannot be shown.</summary>
    private static bool IsCritical(string type) => char.IsAsciiLetterUpper(type[0]);

    private static bool IsUsed(string type) => (IsCritical(type) && type != "IEND") || type is "tRNS" or "eXIf";

    private void Take(Chunk chunk)
    {
        switch (chunk.Type)
        {
            case "IDAT":
                PixelData.Add(chunk.Body);
                IsCut |= chunk.IsCut;
                break;
            case "PLTE":
                Palette = chunk.Body;
                break;
            case "tRNS":
                Transparency = chunk.Body;
                break;
            case "eXIf":
                _orientation ??= ExifOrientation.Find(chunk.Body.Span);
                break;
            default:
                if (IsCritical(chunk.Type))
                {
                    throw Image.Refuse($"it is a PNG with a chunk '{chunk.Type}' that the standard does not know.");
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
        if (PackedLength * 1032 < (long)Header.RowBytes(Header.Width) * Header.Height)
        {
            throw IsCut ? Image.EndsEarly() : Image.Refuse("the PNG file is damaged: it has too few pixel data for its size.");
        }
    }

    private sealed record Chunk(string Type, ReadOnlyMemory<byte> Body, int Stop, bool IsCut)
    {
        public static Chunk End { get; } = new("IEND", default, 0, IsCut: false);
    }
}

using System.Buffers.Binary;
using System.Globalization;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>The main header of a codestream (ITU-T T.800, annex A), checked.</summary>
/// <param name="Size">The picture and its tiles.</param>
/// <param name="Tables">How it is coded, where a tile does not say otherwise.</param>
/// <param name="FirstTile">Where the first part of a tile begins, in the file.</param>
/// <param name="IsLumaAndChroma">Whether the file's boxes say that its colours are luma and chroma.</param>
internal sealed record Jpeg2000Header(Jpeg2000Size Size, CodingTables Tables, int FirstTile, bool IsLumaAndChroma)
{
    public const string Broken = "the JPEG 2000 data are damaged: a header is broken.";

    public const byte StartOfTilePart = 0x90, StartOfData = 0x93, EndOfStream = 0xD9;

    private const byte SizeMarker = 0x51;
    private const int MostTiles = 65_535, SizeLength = 36, MostCoordinate = 1 << 30;

    /// <summary>Whether data that begin so are a codestream, or boxes that hold one.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head) => IsStream(head) || Jpeg2000Boxes.Recognises(head);

    /// <exception cref="ImageFormatException">The header is damaged, or states what is not read.</exception>
    public static Jpeg2000Header Read(EncodedImage image)
    {
        Jpeg2000Boxes boxes = Jpeg2000Boxes.Read(image);
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        int position = boxes.Stream;
        if (position > bytes.Length || !IsStream(bytes[position..]))
        {
            throw image.Refuse(Broken);
        }

        position += 2;
        Jpeg2000Size? size = null;
        CodingTables? tables = null;
        while (true)
        {
            (byte marker, int start, int end) = Marker(image, position);
            if (marker == StartOfTilePart && tables is { AreWhole: true })
            {
                return new Jpeg2000Header(size!, tables, position, boxes.IsLumaAndChroma);
            }

            ReadOnlySpan<byte> body = bytes[start..end];
            if (marker == SizeMarker && size is null)
            {
                size = ReadSize(image, body);
                tables = new CodingTables(size.Components.Length);
            }
            else if (tables is null || marker == StartOfTilePart)
            {
                throw image.Refuse(Broken);
            }
            else if (tables.Take(marker, body) is { } fault)
            {
                throw image.Refuse(fault);
            }

            position = end;
        }
    }

    /// <summary>The marker at a place, and where its body begins and ends.</summary>
    /// <exception cref="ImageFormatException">There is none, or its body ends outside the file.</exception>
    public static (byte Marker, int Start, int End) Marker(EncodedImage image, int position)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        if (position + 4 > bytes.Length)
        {
            throw image.EndsEarly();
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
        return bytes[position] != 0xFF || length < 2 ? throw image.Refuse(Broken)
            : position + 2 + length > bytes.Length ? throw image.EndsEarly()
            : (bytes[position + 1], position + 4, position + 2 + length);
    }

    private static bool IsStream(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, SizeMarker]);

    private static Jpeg2000Size ReadSize(EncodedImage image, ReadOnlySpan<byte> body)
    {
        if (body.Length < SizeLength)
        {
            throw image.Refuse(Broken);
        }

        Span<uint> numbers = stackalloc uint[8];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadUInt32BigEndian(body[(2 + 4 * i)..]);
        }

        (uint right, uint bottom, uint left, uint top) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        (uint tileWidth, uint tileHeight, uint tileLeft, uint tileTop) = (numbers[4], numbers[5], numbers[6], numbers[7]);
        if (left >= right || top >= bottom || right > MostCoordinate || bottom > MostCoordinate || tileWidth == 0 || tileHeight == 0
            || tileLeft > left || tileTop > top || (long)tileLeft + tileWidth <= left || (long)tileTop + tileHeight <= top)
        {
            throw image.Refuse(Broken);
        }

        image.CheckSize(right - left, bottom - top);
        var size = new Jpeg2000Size(
            new Area((int)left, (int)top, (int)right, (int)bottom), (int)tileLeft, (int)tileTop, (int)Math.Min(tileWidth, int.MaxValue),
            (int)Math.Min(tileHeight, int.MaxValue), ReadComponents(image, body));
        return size.Tiles <= MostTiles ? size : throw image.Refuse(Broken);
    }

    private static Jpeg2000Component[] ReadComponents(EncodedImage image, ReadOnlySpan<byte> body)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(body[34..]);
        if (count == 0 || body.Length < SizeLength + 3 * count)
        {
            throw image.Refuse(Broken);
        }

        if (count is not (1 or 3))
        {
            throw image.Refuse(string.Create(CultureInfo.InvariantCulture, $"it is JPEG 2000 of {count} channels; 1 and 3 are read."));
        }

        var components = new Jpeg2000Component[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> one = body.Slice(SizeLength + 3 * i, 3);
            components[i] = new Jpeg2000Component((one[0] & 127) + 1, one[0] > 127);
            if (components[i].Bits > 16 || one[1] != 1 || one[2] != 1)
            {
                throw image.Refuse("it is JPEG 2000 of more than 16 bits, or whose channels differ in size, which is not read.");
            }
        }

        return components;
    }
}

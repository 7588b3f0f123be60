using System.Buffers.Binary;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>
/// Decodes JPEG 2000 (ITU-T T.800) at full size: all progressions, wavelets, styles of code-blocks, tiles and layers of part 1, but no regions of interest, no
/// changes of progression and no packed headers.
/// </summary>
internal static class Jpeg2000Decoder
{
    private const string Missing = "the JPEG 2000 data are damaged or end early: a part of their pixels is missing.";
    private const int TilePartLength = 12, BytesOfTile = 200;

    /// <summary>Memory that decoding takes at most, in bytes.</summary>
    public static long BytesOf(Jpeg2000Header header)
    {
        Jpeg2000Size size = header.Size;
        Area tile = size.Tile(0);
        long pixels = (long)size.Picture.Width * size.Picture.Height;
        long atOnce = Math.Min(pixels, (long)Math.Max(size.TileWidth, tile.Width) * Math.Max(size.TileHeight, tile.Height));
        // a tile's precincts and code-blocks are made when its turn comes; the header's own coding stands for all tiles
        long parts = new TileDecoder(tile, header.Tables, size.Components).BytesOfParts;
        return size.Components.Length * (pixels * sizeof(ushort) + atOnce * sizeof(int)) + parts + size.Tiles * BytesOfTile;
    }

    /// <summary>Every sample, as it is stored: values of signed components in the complement of two.</summary>
    /// <returns>One array per component, row by row.</returns>
    /// <exception cref="ImageFormatException">The data are damaged, end early, or use what is not read.</exception>
    public static ushort[][] Decode(EncodedImage image, Jpeg2000Header header, CancellationToken cancellationToken)
    {
        Jpeg2000Size size = header.Size;
        SortedDictionary<int, TileParts> tiles = ReadParts(image, header, cancellationToken);
        if (tiles.Count < size.Tiles)
        {
            throw image.Refuse(Missing);
        }

        ushort[][] planes = Array.ConvertAll(size.Components, _ => new ushort[size.Picture.Width * size.Picture.Height]);
        foreach ((int number, TileParts tile) in tiles)
        {
            var decoder = new TileDecoder(size.Tile(number), tile.Tables, size.Components);
            if (!decoder.IsSound)
            {
                throw image.Refuse(Jpeg2000Header.Broken);
            }

            if (decoder.BytesOfParts > DecodingMemory.MostForOne)
            {
                throw image.Refuse("it is JPEG 2000 in more and smaller parts than are read.");
            }

            if (!decoder.ReadPackets(tile.Joined(), cancellationToken) || !decoder.Decode(size.Picture, planes, cancellationToken))
            {
                throw image.Refuse(Missing);
            }
        }

        return planes;
    }

    private static SortedDictionary<int, TileParts> ReadParts(EncodedImage image, Jpeg2000Header header, CancellationToken cancellationToken)
    {
        var tiles = new SortedDictionary<int, TileParts>();
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        for (int position = header.FirstTile; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (position + 2 > bytes.Length || (bytes[position] == 0xFF && bytes[position + 1] == Jpeg2000Header.EndOfStream))
            {
                return tiles;
            }

            (byte marker, int start, int end) = Jpeg2000Header.Marker(image, position);
            if (marker != Jpeg2000Header.StartOfTilePart || end - start < TilePartLength - 4)
            {
                throw image.Refuse(Missing);
            }

            int number = BinaryPrimitives.ReadUInt16BigEndian(bytes[start..]);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(bytes[(start + 2)..]);
            long stop = length == 0 ? EndOf(bytes) : position + (long)length;
            if (number >= header.Size.Tiles || stop > bytes.Length || stop < end + 2)
            {
                throw image.Refuse(Missing);
            }

            if (!tiles.TryGetValue(number, out TileParts? tile))
            {
                tiles[number] = tile = new TileParts(header.Tables);
            }

            position = end;
            while (bytes[position] != 0xFF || bytes[position + 1] != Jpeg2000Header.StartOfData)
            {
                (marker, start, end) = Jpeg2000Header.Marker(image, position);
                if (end + 2 > stop)
                {
                    throw image.Refuse(Missing);
                }

                if (tile.Take(marker, bytes[start..end]) is { } fault)
                {
                    throw image.Refuse(fault);
                }

                position = end;
            }

            tile.Packets.Add(image.Bytes[(position + 2)..(int)stop]);
            position = (int)stop;
        }
    }

    /// <summary>Where the last tile's part ends, which does not state its length: at the end marker, or the file's end.</summary>
    private static int EndOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 2 && bytes[^2] == 0xFF && bytes[^1] == Jpeg2000Header.EndOfStream ? bytes.Length - 2
        : bytes.Length >= 3 && bytes[^3] == 0xFF && bytes[^2] == Jpeg2000Header.EndOfStream && bytes[^1] == 0 ? bytes.Length - 3
        : bytes.Length;
}

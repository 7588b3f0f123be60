namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>Reads the packets of a tile (ITU-T T.800, B.9 and B.10): which bytes are which code-block's.</summary>
/// <param name="bytes">The tile's packets, one after the other.</param>
internal sealed class PacketReader(ReadOnlyMemory<byte> bytes)
{
    private const byte StartOfPacket = 0x91, EndOfHeader = 0x92;
    private const int StartLength = 6, MostLengthBits = 31, MostZeroBits = 80;

    private int _position;

    /// <summary>Reads the next packet.</summary>
    /// <param name="layer">Its layer.</param>
    /// <param name="precinct">Its precinct.</param>
    /// <param name="style">How code-blocks are coded.</param>
    /// <returns>Whether it is sound and all there.</returns>
    public bool Read(int layer, PrecinctBand[] precinct, BlockStyle style)
    {
        Skip(StartOfPacket, StartLength);
        var bits = new PacketBits(bytes.Span, _position);
        var included = new List<CodeBlock>();
        bool isSound = true;
        if (bits.Next() == 1)
        {
            foreach (PrecinctBand band in precinct)
            {
                for (int i = 0; i < band.Blocks.Length && isSound; i++)
                {
                    isSound = ReadBlock(ref bits, band, i, layer, style, included);
                }
            }
        }

        if (!isSound || bits.IsOverdrawn || bits.End() > bytes.Length)
        {
            return false;
        }

        _position = bits.End();
        Skip(EndOfHeader, 2);
        foreach (CodeBlock block in included)
        {
            foreach (CodeSegment segment in block.Segments)
            {
                if (!segment.Take(bytes, ref _position))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool ReadBlock(ref PacketBits bits, PrecinctBand band, int number, int layer, BlockStyle style, List<CodeBlock> included)
    {
        CodeBlock block = band.Blocks[number];
        int x = number % band.Across, y = number / band.Across;
        bool isIn = block.IsIncluded ? bits.Next() == 1 : band.Inclusion.IsBelow(ref bits, x, y, layer + 1);
        if (!isIn)
        {
            return !bits.IsOverdrawn;
        }

        if (!block.IsIncluded)
        {
            block.IsIncluded = true;
            block.ZeroBits = band.ZeroBits.Read(ref bits, x, y, MostZeroBits);
        }

        int passes = Passes(ref bits);
        while (bits.Next() == 1)
        {
            block.LengthBits++;
        }

        if (bits.IsOverdrawn || block.LengthBits + 7 > MostLengthBits)
        {
            return false;
        }

        included.Add(block);
        return block.Add(passes, style, ref bits);
    }

    /// <summary>How many coding passes were added (table B.4).</summary>
    private static int Passes(ref PacketBits bits)
    {
        if (bits.Next() == 0)
        {
            return 1;
        }

        if (bits.Next() == 0)
        {
            return 2;
        }

        int few = bits.Take(2);
        if (few < 3)
        {
            return 3 + few;
        }

        int more = bits.Take(5);
        return more < 31 ? 6 + more : 37 + bits.Take(7);
    }

    private void Skip(byte marker, int length)
    {
        ReadOnlySpan<byte> rest = bytes.Span[_position..];
        _position += rest.Length >= length && rest[0] == 0xFF && rest[1] == marker ? length : 0;
    }
}

using System.Buffers.Binary;

namespace CovidClassifier.Phantoms.Png;

/// <summary>
/// A zlib stream (RFC 1950) of one block with a Huffman code of its own and no back references. The runtime's compressor may change its
/// output from one version or processor to the next, and the drawings must come out the same byte for byte; on noisy films references would
/// save next to nothing.
/// </summary>
internal static class Deflate
{
    private const int EndOfBlock = 256;
    private const int Symbols = 257;
    private const int CodeLengthCodes = 19;

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        var frequencies = new long[Symbols];
        frequencies[EndOfBlock] = 1;
        uint low = 1, high = 0;
        foreach (byte b in data)
        {
            frequencies[b]++;
            low = (low + b) % 65521;
            high = (high + low) % 65521;
        }

        var code = new HuffmanCode(frequencies);
        var bits = new BitWriter();
        bits.Write(0x0178, 16); // zlib's two header bytes: 32 KB window, no dictionary
        WriteBlockHeader(bits, code);
        foreach (byte b in data)
        {
            code.Write(bits, b);
        }

        code.Write(bits, EndOfBlock);
        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, (high << 16) | low);
        return [.. bits.ToArray(), .. checksum];
    }

    private static void WriteBlockHeader(BitWriter bits, HuffmanCode code)
    {
        bits.Write(0b101, 3); // the last block, dynamic code
        bits.Write(Symbols - 257, 5);
        bits.Write(0, 5); // one distance code ...
        bits.Write(CodeLengthCodes - 4, 4);

        // the code for code lengths: 0 to 15 as four plain bits each, the three repeat codes (listed first) unused
        for (int i = 0; i < CodeLengthCodes; i++)
        {
            bits.Write(i < 3 ? 0u : 4u, 3);
        }

        foreach (int length in code.Lengths)
        {
            WriteLength(bits, length);
        }

        WriteLength(bits, 0); // ... of zero bits: no distances occur
    }

    private static void WriteLength(BitWriter bits, int length)
    {
        // Huffman codes go highest bit first
        for (int bit = 3; bit >= 0; bit--)
        {
            bits.Write((uint)(length >> bit) & 1, 1);
        }
    }
}

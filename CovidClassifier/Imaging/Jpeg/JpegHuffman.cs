namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// A Huffman table (ITU-T T.81, annex C) made ready for reading: one look at the next <see cref="LookBits"/> bits gives the symbol of most codes, and for
/// coefficients where their value is too.
/// </summary>
internal sealed class JpegHuffman
{
    /// <summary>Bits looked at together.</summary>
    public const int LookBits = 11;

    /// <summary>No code is longer.</summary>
    public const int LongestCode = 16;

    // where the parts of a pair lie; the bits of both from 0 on
    public const int FirstDistance = 8, FirstBits = 16, SecondDistance = 24, FirstValue = 32, SecondValue = 48;

    private readonly int[] _firstCode = new int[LongestCode + 2];
    private readonly int[] _firstSymbol = new int[LongestCode + 2];
    private readonly int[] _codes = new int[LongestCode + 2];
    private readonly byte[] _symbols;
    private ulong[]? _pairs;

    private JpegHuffman(byte[] symbols) => _symbols = symbols;

    /// <summary>By the next bits: length of the code shifted left by 8, and its symbol; 0 where the code is longer or there is none.</summary>
    public ushort[] Looks { get; } = new ushort[1 << LookBits];

    /// <summary>
    /// By the next bits, for run and size symbols: the next two coefficients, each with its distance from the one before, and the bits of both codes and values
    /// and of the first ones alone. Where the second does not fit into the look it is the first once more, at a distance of 0; where the first does not, or the
    /// code stands for no coefficient, all is 0.
    /// </summary>
    public ulong[] Pairs => _pairs ??= MakePairs();

    /// <summary>Makes a table of the segment's counts and symbols.</summary>
    /// <param name="counts">Number of codes of length 1 to 16.</param>
    /// <param name="symbols">In order of their codes.</param>
    /// <returns>Null where there are more codes than a length has room for.</returns>
    public static JpegHuffman? Of(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var table = new JpegHuffman(symbols.ToArray());
        int code = 0, symbol = 0;
        for (int length = 1; length <= LongestCode; length++, code <<= 1)
        {
            int count = counts[length - 1];
            if (code + count > 1 << length)
            {
                return null;
            }

            (table._firstCode[length], table._firstSymbol[length], table._codes[length]) = (code, symbol, count);
            for (; count > 0; count--, code++, symbol++)
            {
                table.Enter(code, length, symbols[symbol]);
            }
        }

        return table;
    }

    /// <summary>The symbol of a code that is longer than a look.</summary>
    /// <param name="next">The next 16 bits.</param>
    /// <param name="length">Bits of the code.</param>
    /// <returns>The symbol, or -1 where no code begins so.</returns>
    public int Longer(int next, out int length)
    {
        for (length = LookBits + 1; length <= LongestCode; length++)
        {
            int code = (next >> (LongestCode - length)) - _firstCode[length];
            if (code >= 0 && code < _codes[length])
            {
                return _symbols[_firstSymbol[length] + code];
            }
        }

        return -1;
    }

    private void Enter(int code, int length, byte symbol)
    {
        int free = LookBits - length;
        for (int rest = 0; free >= 0 && rest < 1 << free; rest++)
        {
            int look = (code << free) | rest;
            Looks[look] = (ushort)((length << 8) | symbol);
        }
    }

    private ulong[] MakePairs()
    {
        ulong[] pairs = new ulong[1 << LookBits];
        for (int look = 0; look < pairs.Length; look++)
        {
            (int bits, int distance, int value) = Coefficient(look, LookBits);
            if (bits == 0)
            {
                continue;
            }

            (int more, int further, int second) = Coefficient((look << bits) & (pairs.Length - 1), LookBits - bits);
            second = more > 0 ? second : value;
            pairs[look] = (uint)(bits + more) | ((uint)distance << FirstDistance) | ((uint)bits << FirstBits) | ((uint)further << SecondDistance)
                | ((ulong)(ushort)value << FirstValue) | ((ulong)(ushort)second << SecondValue);
        }

        return pairs;
    }

    /// <summary>The coefficient that a look begins with, its distance from the last, and the bits of its code and value; 0 where they are not among the known
    /// ones.</summary>
    private (int Bits, int Distance, int Value) Coefficient(int look, int known)
    {
        int length = Looks[look] >> 8, size = Looks[look] & 15, run = (Looks[look] & 255) >> 4, bits = length + size;
        return length == 0 || size == 0 || bits > known
            ? default : (bits, run + 1, JpegBits.Extended((look >> (LookBits - bits)) & ((1 << size) - 1), size));
    }
}

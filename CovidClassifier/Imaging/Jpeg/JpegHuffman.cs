namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// A Huffman table (ITU-T T.81, annex C) made ready for reading: one look at the next <see cref="LookBits"/> bits gives the symbol of most codes, and for
/// coefficients often the value behind it too.
/// </summary>
internal sealed class JpegHuffman
{
    /// <summary>Bits looked at together.</summary>
    public const int LookBits = 10;

    /// <summary>No code is longer.</summary>
    public const int LongestCode = 16;

    private readonly int[] _firstCode = new int[LongestCode + 2];
    private readonly int[] _firstSymbol = new int[LongestCode + 2];
    private readonly int[] _codes = new int[LongestCode + 2];
    private readonly byte[] _symbols;

    private JpegHuffman(byte[] symbols) => _symbols = symbols;

    /// <summary>By the next bits: length of the code shifted left by 8, and its symbol; 0 where the code is longer or there is none.</summary>
    public ushort[] Looks { get; } = new ushort[1 << LookBits];

    /// <summary>
    /// By the next bits, for run and size symbols: the coefficient in the upper half, its distance from the last in bits 8 to 15, and in bits 0 to 7 the length
    /// of code and value; 0 where both do not fit into the look.
    /// </summary>
    public int[] Coefficients { get; } = new int[1 << LookBits];

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
            int size = symbol & 15;
            if (size > 0 && size <= free)
            {
                int value = JpegBits.Extended((rest >> (free - size)) & ((1 << size) - 1), size);
                Coefficients[look] = (value << 16) | (((symbol >> 4) + 1) << 8) | (length + size);
            }
        }
    }
}

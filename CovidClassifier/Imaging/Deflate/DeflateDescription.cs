namespace CovidClassifier.Imaging.Deflate;

/// <summary>How a block of deflated data describes its codes: by their lengths, which are packed by a code of their own (RFC 1951, 3.2.7).</summary>
internal sealed class DeflateDescription
{
    private const int Symbols = 19, LongestCode = 7, FirstRepeat = 16;

    private static readonly uint[] Meanings = [.. Enumerable.Range(0, Symbols).Select(s => DeflateEntry.Number(s, 0))];

    private readonly DeflateTable _table = new(LongestCode, Symbols, LongestCode);

    private static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Reads the code of lengths.</summary>
    /// <param name="bits">The data.</param>
    /// <param name="described">So many of its symbols are described; the others have no code.</param>
    /// <returns>False where it is none, or the data end.</returns>
    public bool Read(ref DeflateBits bits, int described)
    {
        Span<byte> lengths = stackalloc byte[Symbols];
        lengths.Clear();
        foreach (byte symbol in Order[..described])
        {
            lengths[symbol] = (byte)Math.Max(0, bits.Take(3));
        }

        return !bits.IsCut && _table.Make(lengths, Meanings, mayBeUnfinished: false);
    }

    /// <summary>Reads lengths.</summary>
    /// <returns>False where they are none, or the data end.</returns>
    public bool ReadLengths(ref DeflateBits bits, Span<byte> lengths)
    {
        for (int i = 0; i < lengths.Length;)
        {
            bits.Fill();
            uint entry = _table.Entries[(int)bits.Buffer & ((1 << LongestCode) - 1)];
            bits.Take(DeflateEntry.Bits(entry));
            int symbol = DeflateEntry.Value(entry);
            if (symbol < FirstRepeat)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            int times = symbol switch { 16 => 3 + bits.Take(2), 17 => 3 + bits.Take(3), _ => 11 + bits.Take(7) };
            if (bits.IsCut || times > lengths.Length - i || (symbol == FirstRepeat && i == 0))
            {
                return false;
            }

            lengths.Slice(i, times).Fill(symbol == FirstRepeat ? lengths[i - 1] : (byte)0);
            i += times;
        }

        return !bits.IsCut;
    }
}

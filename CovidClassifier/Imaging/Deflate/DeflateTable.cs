namespace CovidClassifier.Imaging.Deflate;

/// <summary>A Huffman code of deflated data (RFC 1951, 3.2.2), made ready for reading: a look at the next bits gives a <see cref="DeflateEntry"/>.</summary>
/// <param name="lookBits">Bits looked at together.</param>
/// <param name="symbols">No code has more.</param>
/// <param name="longestCode">Bits of a code at most.</param>
internal sealed class DeflateTable(int lookBits, int symbols, int longestCode)
{
    private readonly ushort[] _sorted = new ushort[symbols];

    /// <summary>By the next bits; behind those the further tables.</summary>
    public uint[] Entries { get; } = new uint[(1 << lookBits) + (symbols << (longestCode - lookBits))];

    /// <summary>Makes the table anew.</summary>
    /// <param name="lengths">Bits of each symbol's code; 0: it has none.</param>
    /// <param name="meanings">Entries of the symbols, without the bits of their codes.</param>
    /// <param name="mayBeUnfinished">Whether one code of one bit may stand alone, or none at all.</param>
    /// <returns>False where there are more codes than lengths leave room for, or fewer.</returns>
    public bool Make(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> meanings, bool mayBeUnfinished = true)
    {
        Span<int> counts = stackalloc int[longestCode + 1], starts = stackalloc int[longestCode + 2];
        counts.Clear();
        foreach (byte length in lengths)
        {
            counts[length]++;
        }

        int left = 1, longest = 0;
        starts[1] = 0;
        for (int length = 1; length <= longestCode; length++)
        {
            left = (left << 1) - counts[length];
            longest = counts[length] > 0 ? length : longest;
            starts[length + 1] = starts[length] + counts[length];
            if (left < 0)
            {
                return false;
            }
        }

        if (left > 0)
        {
            if (longest > 1 || !mayBeUnfinished)
            {
                return false;
            }

            Entries.AsSpan(0, 1 << lookBits).Fill(DeflateEntry.None);
        }

        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] > 0)
            {
                _sorted[starts[lengths[symbol]]++] = (ushort)symbol;
            }
        }

        Enter(counts, longest, meanings);
        return true;
    }

    /// <summary>Lets a look give two literals where their codes fit into it.</summary>
    public void PairLiterals()
    {
        uint[] entries = Entries;
        // downwards: what follows the first code is a smaller number, and must still be one literal alone
        for (int look = (1 << lookBits) - 1; look >= 0; look--)
        {
            uint first = entries[look];
            if ((first & (DeflateEntry.Literals | DeflateEntry.IsOther)) != DeflateEntry.OneLiteral)
            {
                continue;
            }

            uint second = entries[look >> DeflateEntry.Bits(first)];
            if ((second & (DeflateEntry.Literals | DeflateEntry.IsOther)) == DeflateEntry.OneLiteral
                && DeflateEntry.Bits(first) + DeflateEntry.Bits(second) <= lookBits)
            {
                entries[look] = DeflateEntry.Pair(first, second);
            }
        }
    }

    private void Enter(ReadOnlySpan<int> counts, int longest, ReadOnlySpan<uint> meanings)
    {
        Span<uint> entries = Entries;
        int looks = 1 << lookBits, free = looks, further = 0, lastPrefix = -1, code = 0, at = 0;
        for (int length = 1; length <= longest; length++, code <<= 1)
        {
            for (int count = counts[length]; count > 0; count--, code++)
            {
                uint meaning = meanings[_sorted[at++]];
                int turned = Turned(code, length);
                if (length <= lookBits)
                {
                    Spread(entries[..looks], turned, 1 << length, DeflateEntry.Of(meaning, length));
                    continue;
                }

                int prefix = turned & (looks - 1), bits = longest - lookBits;
                if (prefix != lastPrefix)
                {
                    (lastPrefix, further) = (prefix, free);
                    free += 1 << bits;
                    entries[prefix] = DeflateEntry.Further(further, bits, lookBits);
                }

                Spread(entries.Slice(further, 1 << bits), turned >> lookBits, 1 << (length - lookBits), DeflateEntry.Of(meaning, length - lookBits));
            }
        }
    }

    private static void Spread(Span<uint> entries, int first, int step, uint entry)
    {
        for (int i = first; i < entries.Length; i += step)
        {
            entries[i] = entry;
        }
    }

    /// <summary>A code as it stands in the data, first bit lowest.</summary>
    private static int Turned(int code, int length)
    {
        int turned = 0;
        for (; length > 0; length--, code >>= 1)
        {
            turned = (turned << 1) | (code & 1);
        }

        return turned;
    }
}

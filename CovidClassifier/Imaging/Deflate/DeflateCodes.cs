namespace CovidClassifier.Imaging.Deflate;

/// <summary>The two codes of a block of deflated data (RFC 1951, 3.2.5 to 3.2.7): literals and lengths, and distances.</summary>
internal sealed class DeflateCodes
{
    /// <summary>Bits of literals and lengths looked at together: two literals fit into most looks, and the table into the first cache.</summary>
    public const int LookBits = 11;

    /// <summary>Bits of distances looked at together.</summary>
    public const int DistanceLookBits = 10;

    private const int MostLengths = 286, MostDistances = 30, LongestCode = 15, AllLengths = 288, AllDistances = 32, EndOfBlock = 256, FirstLength = 257;
    private static readonly uint[] LengthMeanings = MeaningsOfLengths();
    private static readonly uint[] DistanceMeanings = MeaningsOfDistances();

    private readonly DeflateTable _lengths = new(LookBits, AllLengths, LongestCode);
    private readonly DeflateTable _distances = new(DistanceLookBits, AllDistances, LongestCode);
    private readonly DeflateDescription _description = new();

    /// <summary>The codes that need no description.</summary>
    public static DeflateCodes Fixed { get; } = MakeFixed();

    /// <summary>By the next bits: literals, a length, or the end of the block.</summary>
    public uint[] Lengths => _lengths.Entries;

    /// <summary>By the next bits: a distance.</summary>
    public uint[] Distances => _distances.Entries;

    /// <summary>Reads the codes of a block.</summary>
    /// <returns>False where they are no codes, or the data end.</returns>
    public bool Read(ref DeflateBits bits)
    {
        int lengths = bits.Take(5) + FirstLength, distances = bits.Take(5) + 1, described = bits.Take(4) + 4;
        if (bits.IsCut || lengths > MostLengths || distances > MostDistances)
        {
            return false;
        }

        Span<byte> all = stackalloc byte[lengths + distances];
        return _description.Read(ref bits, described) && _description.ReadLengths(ref bits, all) && Make(all[..lengths], all[lengths..]);
    }

    private bool Make(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> distances)
    {
        if (lengths[EndOfBlock] == 0 || !_lengths.Make(lengths, LengthMeanings) || !_distances.Make(distances, DistanceMeanings))
        {
            return false;
        }

        _lengths.PairLiterals();
        return true;
    }

    private static DeflateCodes MakeFixed()
    {
        byte[] lengths = new byte[AllLengths], distances = new byte[AllDistances];
        lengths.AsSpan(0, 144).Fill(8);
        lengths.AsSpan(144, 112).Fill(9);
        lengths.AsSpan(256, 24).Fill(7);
        lengths.AsSpan(280).Fill(8);
        distances.AsSpan().Fill(5);
        var codes = new DeflateCodes();
        codes.Make(lengths, distances);
        return codes;
    }

    private static uint[] MeaningsOfLengths()
    {
        uint[] meanings = new uint[AllLengths];
        meanings.AsSpan().Fill(DeflateEntry.None);
        for (int value = 0; value < EndOfBlock; value++)
        {
            meanings[value] = DeflateEntry.Literal(value);
        }

        meanings[EndOfBlock] = DeflateEntry.IsOther | DeflateEntry.IsEnd;
        for (int i = 0, origin = 3; i < MostLengths - FirstLength; i++)
        {
            int extra = Math.Max(0, i / 4 - 1);
            // the last code means 258 alone, which the one before could say too
            bool isLast = i == MostLengths - FirstLength - 1;
            meanings[FirstLength + i] = isLast ? DeflateEntry.Number(258, 0) : DeflateEntry.Number(origin, extra);
            origin += 1 << extra;
        }

        return meanings;
    }

    private static uint[] MeaningsOfDistances()
    {
        uint[] meanings = new uint[AllDistances];
        meanings.AsSpan().Fill(DeflateEntry.None);
        for (int i = 0, origin = 1; i < MostDistances; i++)
        {
            int extra = Math.Max(0, i / 2 - 1);
            meanings[i] = DeflateEntry.Number(origin, extra);
            origin += 1 << extra;
        }

        return meanings;
    }
}

namespace CovidClassifier.Phantoms.Png;

/// <summary>A canonical prefix code (Huffman 1952; RFC 1951, 3.2.2) with codes of at most 15 bits.</summary>
internal sealed class HuffmanCode
{
    private const int LongestCode = 15;

    private readonly uint[] _codes;

    /// <param name="frequencies">How often each symbol occurs; at least two symbols must.</param>
    public HuffmanCode(IReadOnlyList<long> frequencies)
    {
        long[] weights = [.. frequencies];
        for (Lengths = LengthsOf(weights); Lengths.Max() > LongestCode; Lengths = LengthsOf(weights))
        {
            // flattens the distribution until the longest code fits
            weights = Array.ConvertAll(weights, w => w == 0 ? 0 : w / 2 + 1);
        }

        _codes = CodesOf(Lengths);
    }

    /// <summary>Bits of each symbol's code; 0 where the symbol does not occur.</summary>
    public int[] Lengths { get; }

    public void Write(BitWriter bits, int symbol) => bits.Write(_codes[symbol], Lengths[symbol]);

    private static int[] LengthsOf(long[] weights)
    {
        var lengths = new int[weights.Length];
        var trees = new PriorityQueue<List<int>, (long Weight, int Order)>();
        int order = 0;
        for (int symbol = 0; symbol < weights.Length; symbol++)
        {
            if (weights[symbol] > 0)
            {
                trees.Enqueue([symbol], (weights[symbol], order++));
            }
        }

        while (trees.Count > 1)
        {
            trees.TryDequeue(out List<int>? light, out (long Weight, int Order) a);
            trees.TryDequeue(out List<int>? heavy, out (long Weight, int Order) b);
            List<int> joined = [.. light!, .. heavy!];
            joined.ForEach(symbol => lengths[symbol]++);
            trees.Enqueue(joined, (a.Weight + b.Weight, order++));
        }

        return lengths;
    }

    private static uint[] CodesOf(int[] lengths)
    {
        var codes = new uint[lengths.Length];
        uint next = 0;
        for (int length = 1; length <= LongestCode; length++, next <<= 1)
        {
            for (int symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == length)
                {
                    codes[symbol] = Reverse(next++, length);
                }
            }
        }

        return codes;
    }

    private static uint Reverse(uint code, int length)
    {
        uint reversed = 0;
        for (int bit = 0; bit < length; bit++)
        {
            reversed = (reversed << 1) | ((code >> bit) & 1);
        }

        return reversed;
    }
}

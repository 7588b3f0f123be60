namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>
/// What a coefficient's neighbours say of it, as bits, and the contexts that follow (ITU-T T.800, D.3): which of the eight are significant, and which of
/// the four nearest are negative.
/// </summary>
internal static class BlockContexts
{
    public const int NorthEast = 1, SouthEast = 2, SouthWest = 4, NorthWest = 8, North = 16, East = 32, South = 64, West = 128;

    public const int Neighbours = 255;

    public const int NegativeNorth = 256, NegativeEast = 512, NegativeSouth = 1024, NegativeWest = 2048;

    public const int Significant = 4096, Refined = 8192, Visited = 16384;

    /// <summary>The neighbours that lie in the row below.</summary>
    public const int Below = SouthEast | SouthWest | South | NegativeSouth;

    private const int Orientations = 4, FirstSign = 9, FirstRefinement = 14;

    private static readonly byte[] Zero = MakeZero();
    private static readonly byte[] Sign = MakeSign();

    /// <summary>The table of contexts of a coefficient that is not significant yet, by its neighbours (table D.1).</summary>
    /// <param name="band">Its subband.</param>
    public static ReadOnlySpan<byte> ZeroTable(Subband band) => Zero.AsSpan((band.Across + 2 * band.Down) << 8, 256);

    /// <summary>The context of a sign, and the sign that it is measured against (table D.3).</summary>
    public static (int Context, int Against) SignOf(int flags)
    {
        int entry = Sign[(flags >> 4) & 255];
        return (entry >> 1, entry & 1);
    }

    /// <summary>The context of a further bit of a significant coefficient (table D.4).</summary>
    public static int Refinement(int flags) =>
        (flags & Refined) != 0 ? FirstRefinement + 2 : (flags & Neighbours) != 0 ? FirstRefinement + 1 : FirstRefinement;

    private static byte[] MakeZero()
    {
        byte[] table = new byte[Orientations << 8];
        for (int i = 0; i < table.Length; i++)
        {
            int orientation = i >> 8, across = Count(i & (East | West)), down = Count(i & (North | South));
            int diagonal = Count(i & (NorthEast | SouthEast | SouthWest | NorthWest));
            table[i] = (byte)(orientation switch
            {
                3 => BothHigh(across + down, diagonal),
                1 => OneHigh(down, across, diagonal),
                _ => OneHigh(across, down, diagonal),
            });
        }

        return table;
    }

    private static int OneHigh(int along, int beside, int diagonal) => (along, beside, diagonal) switch
    {
        (2, _, _) => 8,
        (1, > 0, _) => 7,
        (1, 0, > 0) => 6,
        (1, 0, 0) => 5,
        (0, 2, _) => 4,
        (0, 1, _) => 3,
        (0, 0, > 1) => 2,
        _ => diagonal,
    };

    private static int BothHigh(int straight, int diagonal) => (diagonal, straight) switch
    {
        ( > 2, _) => 8,
        (2, > 0) => 7,
        (2, 0) => 6,
        (1, > 1) => 5,
        (1, 1) => 4,
        (1, 0) => 3,
        (0, > 1) => 2,
        _ => straight,
    };

    private static byte[] MakeSign()
    {
        byte[] table = new byte[256];
        for (int i = 0; i < table.Length; i++)
        {
            int flags = i << 4;
            int across = Contribution(flags, East, NegativeEast) + Contribution(flags, West, NegativeWest);
            int down = Contribution(flags, North, NegativeNorth) + Contribution(flags, South, NegativeSouth);
            (across, down) = (Math.Clamp(across, -1, 1), Math.Clamp(down, -1, 1));
            bool isTurned = across < 0 || (across == 0 && down < 0);
            int context = (across, isTurned ? -down : down) switch
            {
                (0, 0) => 0,
                (0, _) => 1,
                (_, -1) => 2,
                (_, 0) => 3,
                _ => 4,
            };
            table[i] = (byte)(((FirstSign + context) << 1) | (isTurned ? 1 : 0));
        }

        return table;
    }

    private static int Contribution(int flags, int neighbour, int negative) => (flags & neighbour) == 0 ? 0 : (flags & negative) != 0 ? -1 : 1;

    private static int Count(int bits) => System.Numerics.BitOperations.PopCount((uint)bits);
}

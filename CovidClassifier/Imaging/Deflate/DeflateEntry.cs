namespace CovidClassifier.Imaging.Deflate;

/// <summary>
/// What a look at the next bits of deflated data gives, in one number: bits 0 to 5 how many bits it takes, and of the rest one of these.
/// Literals: their number, 1 or 2, in bits 8 and 9, the bits of the first in 12 to 15, the bytes themselves in 16 to 31. A length or a distance: its extra bits
/// in 12 to 15, its base in 16 to 31. A further table, for codes that are longer than a look: the bits it is asked by in 12 to 15, its place in 16 to 31.
/// </summary>
internal static class DeflateEntry
{
    /// <summary>Bits that tell literals from everything else.</summary>
    public const uint Literals = 0x300;

    public const uint OneLiteral = 0x100;

    /// <summary>Neither literals nor a length or distance.</summary>
    public const uint IsOther = 0x400;

    /// <summary>With <see cref="IsOther"/>: the end of the block.</summary>
    public const uint IsEnd = 0x800;

    /// <summary>With <see cref="IsOther"/>: no code begins so.</summary>
    public const uint IsNone = 0x8000_0000;

    /// <summary>No code begins so; takes no bits.</summary>
    public const uint None = IsOther | IsNone;

    private const int BitsMask = 63, ExtraShift = 12, ExtraMask = 15, ValueShift = 16, CountShift = 8;

    public static uint Literal(int value) => OneLiteral | ((uint)value << ValueShift);

    /// <summary>A length or distance: <paramref name="extra"/> more bits are added to <paramref name="origin"/>.</summary>
    public static uint Number(int origin, int extra) => ((uint)origin << ValueShift) | ((uint)extra << ExtraShift) | (uint)extra;

    public static uint Further(int place, int bits, int looked) => IsOther | ((uint)place << ValueShift) | ((uint)bits << ExtraShift) | (uint)looked;

    /// <summary>An entry of a code of <paramref name="length"/> bits.</summary>
    public static uint Of(uint meaning, int length) =>
        meaning + (uint)length + ((meaning & (Literals | IsOther)) == OneLiteral ? (uint)length << ExtraShift : 0);

    /// <summary>Two literals in one look.</summary>
    public static uint Pair(uint first, uint second) =>
        (first & 0x00FF_F000) | ((second & 0x00FF_0000) << 8) | (2 << CountShift) | (uint)(Bits(first) + Bits(second));

    /// <summary>The first of two literals.</summary>
    public static uint FirstOf(uint pair) => OneLiteral | (pair & 0x00FF_0000) | (uint)Extra(pair);

    public static int Bits(uint entry) => (int)(entry & BitsMask);

    /// <summary>Number of literals.</summary>
    public static int Count(uint entry) => (int)(entry >> CountShift) & 3;

    /// <summary>Extra bits of a length or distance, bits of the first literal, or bits that a further table is asked by.</summary>
    public static int Extra(uint entry) => (int)(entry >> ExtraShift) & ExtraMask;

    /// <summary>The base of a length or distance, or the place of a further table.</summary>
    public static int Value(uint entry) => (int)(entry >> ValueShift);
}

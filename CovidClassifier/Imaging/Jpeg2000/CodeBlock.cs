using System.Numerics;

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A code-block: the coefficients of a part of a subband, coded by themselves.</summary>
/// <param name="area">Where it lies in its subband.</param>
internal sealed class CodeBlock(Area area)
{
    /// <summary>So many passes are coded arithmetically whatever the style says (ITU-T T.800, table D.9).</summary>
    public const int PassesBeforeBypass = 10;

    private const int MostPasses = 109, FirstLengthBits = 3;

    private readonly List<CodeSegment> _segments = [];

    public Area Area => area;

    /// <summary>Its pieces that are decoded by themselves, in order.</summary>
    public IReadOnlyList<CodeSegment> Segments => _segments;

    /// <summary>Whether a packet has held some of it.</summary>
    public bool IsIncluded { get; set; }

    /// <summary>How many of the highest magnitude bits are 0 in all coefficients.</summary>
    public int ZeroBits { get; set; }

    /// <summary>How many bits a length of bytes takes at least.</summary>
    public int LengthBits { get; set; } = FirstLengthBits;

    /// <summary>How many coding passes there are of it.</summary>
    public int Passes { get; private set; }

    /// <summary>Adds passes, in as many segments as they need, whose lengths come next.</summary>
    /// <param name="passes">How many.</param>
    /// <param name="style">How they are coded.</param>
    /// <param name="bits">The packet's header.</param>
    /// <returns>Whether there may be so many.</returns>
    public bool Add(int passes, BlockStyle style, ref PacketBits bits)
    {
        Passes += passes;
        while (passes > 0)
        {
            if (_segments.Count == 0 || _segments[^1].Passes == _segments[^1].MostPasses)
            {
                _segments.Add(new CodeSegment(Room(style)));
            }

            int added = _segments[^1].Add(passes);
            _segments[^1].Expect(bits.Take(LengthBits + BitOperations.Log2((uint)added)));
            passes -= added;
        }

        return Passes <= MostPasses;
    }

    private int Room(BlockStyle style) => style.HasFlag(BlockStyle.EndsEachPass) ? 1
        : !style.HasFlag(BlockStyle.Bypasses) ? MostPasses
        : _segments.Count == 0 ? PassesBeforeBypass
        : _segments.Count % 2 == 1 ? 2
        : 1;
}

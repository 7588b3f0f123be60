namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A rectangle of whole places; right and bottom are the first outside.</summary>
internal readonly record struct Area(int Left, int Top, int Right, int Bottom)
{
    public int Width => Math.Max(0, Right - Left);

    public int Height => Math.Max(0, Bottom - Top);

    public bool IsEmpty => Width == 0 || Height == 0;

    /// <summary>The places of which every 2^<paramref name="levels"/>th, from an offset on, lies in this area (ITU-T T.800, equations B-14 and B-15).</summary>
    public Area Reduced(int levels, int across = 0, int down = 0) =>
        new(Ceiling(Left, levels, across), Ceiling(Top, levels, down), Ceiling(Right, levels, across), Ceiling(Bottom, levels, down));

    /// <summary>What two areas share.</summary>
    public Area Common(Area other) =>
        new(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));

    private static int Ceiling(int value, int levels, int offset)
    {
        long shifted = levels == 0 ? value : value - ((long)offset << (levels - 1));
        return (int)((shifted + (1L << levels) - 1) >> levels);
    }
}

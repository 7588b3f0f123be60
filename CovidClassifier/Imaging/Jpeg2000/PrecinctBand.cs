namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A subband's part of a precinct: its code-blocks, row by row, and what their headers are coded by.</summary>
internal sealed class PrecinctBand
{
    /// <param name="band">The subband.</param>
    /// <param name="area">Which part of it.</param>
    /// <param name="widthBits">The width of a code-block as a power of two.</param>
    /// <param name="heightBits">The height of a code-block as a power of two.</param>
    public PrecinctBand(Subband band, Area area, int widthBits, int heightBits)
    {
        Band = band;
        int left = area.Left >> widthBits, top = area.Top >> heightBits;
        Across = area.IsEmpty ? 0 : ((area.Right - 1) >> widthBits) - left + 1;
        int down = area.IsEmpty ? 0 : ((area.Bottom - 1) >> heightBits) - top + 1;
        Blocks = new CodeBlock[Across * down];
        for (int i = 0; i < Blocks.Length; i++)
        {
            int x = left + i % Across, y = top + i / Across;
            Blocks[i] = new CodeBlock(area.Common(new Area(x << widthBits, y << heightBits, (x + 1) << widthBits, (y + 1) << heightBits)));
        }

        Inclusion = new TagTree(Across, down);
        ZeroBits = new TagTree(Across, down);
    }

    public Subband Band { get; }

    public CodeBlock[] Blocks { get; }

    /// <summary>Code-blocks in a row.</summary>
    public int Across { get; }

    /// <summary>In which layer each code-block comes first.</summary>
    public TagTree Inclusion { get; }

    /// <summary>How many of the highest magnitude bits of each are 0.</summary>
    public TagTree ZeroBits { get; }
}

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>How a component is coded (ITU-T T.800, table A.15).</summary>
/// <param name="Levels">How often it is halved, 0 to 32.</param>
/// <param name="BlockWidthBits">The width of a code-block as a power of two.</param>
/// <param name="BlockHeightBits">The height of a code-block as a power of two.</param>
/// <param name="Style">How code-blocks are coded.</param>
/// <param name="IsReversible">Whether the wavelet is the one of whole numbers (5/3), or that of fractions (9/7).</param>
/// <param name="Precincts">The size of precincts in each resolution, the smallest first, as powers of two.</param>
internal sealed record ComponentCoding(
    int Levels, int BlockWidthBits, int BlockHeightBits, BlockStyle Style, bool IsReversible, (int Width, int Height)[] Precincts)
{
    private const int Largest = 15, MostLevels = 32;

    /// <summary>Reads a component's part of a marker; null where it is broken.</summary>
    /// <param name="body">From the number of levels on.</param>
    /// <param name="hasPrecincts">Whether the sizes of precincts are stated.</param>
    public static ComponentCoding? Read(ReadOnlySpan<byte> body, bool hasPrecincts)
    {
        if (body.Length < 5 || body[0] > MostLevels || body.Length < 5 + (hasPrecincts ? body[0] + 1 : 0))
        {
            return null;
        }

        int levels = body[0], width = body[1] + 2, height = body[2] + 2;
        var precincts = new (int Width, int Height)[levels + 1];
        for (int i = 0; i <= levels; i++)
        {
            precincts[i] = hasPrecincts ? (body[5 + i] & 15, body[5 + i] >> 4) : (Largest, Largest);
        }

        bool isSound = width <= 10 && height <= 10 && width + height <= 12 && body[3] < 64 && body[4] <= 1
            && precincts.Skip(1).All(p => p.Width > 0 && p.Height > 0);
        return isSound ? new ComponentCoding(levels, width, height, (BlockStyle)body[3], body[4] == 1, precincts) : null;
    }
}

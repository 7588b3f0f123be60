namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A resolution of a component of a tile (ITU-T T.800, B.5 to B.7): its subbands, and its precincts.</summary>
internal sealed class Resolution
{
    private readonly ComponentCoding _coding;
    private readonly int _number;
    private readonly (int Width, int Height) _precinct;

    /// <param name="component">Where the component of the tile lies.</param>
    /// <param name="coding">How it is coded.</param>
    /// <param name="number">0 is the smallest.</param>
    public Resolution(Area component, ComponentCoding coding, int number)
    {
        (_coding, _number, _precinct) = (coding, number, coding.Precincts[number]);
        int levels = coding.Levels - number;
        Area = component.Reduced(levels);
        Bands = number == 0
            ? [new Subband(component.Reduced(coding.Levels), 0, 0, 0)]
            :
            [
                new Subband(component.Reduced(levels + 1, across: 1), 1, 0, 3 * number - 2),
                new Subband(component.Reduced(levels + 1, down: 1), 0, 1, 3 * number - 1),
                new Subband(component.Reduced(levels + 1, 1, 1), 1, 1, 3 * number),
            ];
        PrecinctsAcross = Area.IsEmpty ? 0 : ((Area.Right - 1) >> _precinct.Width) - (Area.Left >> _precinct.Width) + 1;
        PrecinctsDown = Area.IsEmpty ? 0 : ((Area.Bottom - 1) >> _precinct.Height) - (Area.Top >> _precinct.Height) + 1;
    }

    public Area Area { get; }

    public Subband[] Bands { get; }

    public int PrecinctsAcross { get; }

    public int PrecinctsDown { get; }

    public long PrecinctCount => (long)PrecinctsAcross * PrecinctsDown;

    /// <summary>How many code-blocks its subbands have at most.</summary>
    public long BlockCount
    {
        get
        {
            (int width, int height) = BlockBits;
            return Bands.Sum(b => b.Area.IsEmpty ? 0 : (long)(((b.Area.Right - 1) >> width) - (b.Area.Left >> width) + 1)
                * (((b.Area.Bottom - 1) >> height) - (b.Area.Top >> height) + 1));
        }
    }

    /// <summary>Its precincts, row by row; asked for once <see cref="Build"/> was called.</summary>
    public PrecinctBand[][] Precincts { get; private set; } = [];

    // in the subbands of a resolution above the smallest a precinct has half the size
    private int Halving => _number == 0 ? 0 : 1;

    private (int Width, int Height) BlockBits =>
        (Math.Min(_coding.BlockWidthBits, _precinct.Width - Halving), Math.Min(_coding.BlockHeightBits, _precinct.Height - Halving));

    /// <summary>Makes the precincts.</summary>
    public void Build()
    {
        (int blockWidth, int blockHeight) = BlockBits;
        int width = _precinct.Width - Halving, height = _precinct.Height - Halving;
        int left = Area.Left >> _precinct.Width, top = Area.Top >> _precinct.Height;
        Precincts = new PrecinctBand[PrecinctCount][];
        for (int i = 0; i < Precincts.Length; i++)
        {
            long x = left + i % PrecinctsAcross, y = top + i / PrecinctsAcross;
            var place = new Area(Place(x, width), Place(y, height), Place(x + 1, width), Place(y + 1, height));
            Precincts[i] = Array.ConvertAll(Bands, b => new PrecinctBand(b, b.Area.Common(place), blockWidth, blockHeight));
        }
    }

    /// <summary>Where a precinct stands on the reference grid (B.12.1.3): the first of a tile at the tile's edge, where it is cut.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="tile">Where the tile lies.</param>
    public (long X, long Y) Position(int number, Area tile)
    {
        int levels = _coding.Levels - _number;
        long x = (Area.Left >> _precinct.Width) + number % PrecinctsAcross, y = (Area.Top >> _precinct.Height) + number / PrecinctsAcross;
        return (Math.Max(tile.Left, x << _precinct.Width << levels), Math.Max(tile.Top, y << _precinct.Height << levels));
    }

    private static int Place(long number, int bits) => (int)Math.Min(int.MaxValue, number << bits);
}

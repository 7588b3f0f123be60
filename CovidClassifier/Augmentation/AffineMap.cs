namespace CovidClassifier.Augmentation;

/// <summary>
/// Maps an output pixel (row, column) to the input position it is sampled from, as Keras' <c>apply_affine_transform</c> does: one matrix
/// rotation x shear x zoom about the centre (height / 2 - 0.5, width / 2 - 0.5); a mirror image reads each output row from its right end.
/// Positions are whole numbers in units of 2^-<see cref="FractionBits"/> pixels, as fine as a 32-bit number allows for the image's size.
/// </summary>
internal readonly struct AffineMap
{
    /// <summary>Fraction bits that the bilinear weights use; positions have at least as many.</summary>
    public const int WeightBits = 14;

    private readonly double _rowByRow;
    private readonly double _rowByColumn;
    private readonly double _columnByRow;
    private readonly double _columnByColumn;
    private readonly double _centreRow;
    private readonly double _centreColumn;
    private readonly double _firstColumn;

    /// <exception cref="ArgumentException">The image is so large that positions lose the precision of the weights.</exception>
    public AffineMap(int width, int height, in AugmentationDraw draw)
    {
        double theta = double.DegreesToRadians(draw.Theta);
        double shear = double.DegreesToRadians(draw.Shear);
        _rowByRow = Math.Cos(theta) * draw.ZoomX;
        _rowByColumn = -Math.Sin(theta + shear) * draw.ZoomY;
        _columnByRow = Math.Sin(theta) * draw.ZoomX;
        _columnByColumn = Math.Cos(theta + shear) * draw.ZoomY;
        _centreRow = height / 2.0 - 0.5;
        _centreColumn = width / 2.0 - 0.5;
        _firstColumn = draw.Flip ? width - 1 : 0;
        double farthest = (width + (double)height) * Math.Max(1, Math.Max(Math.Abs(draw.ZoomX), Math.Abs(draw.ZoomY)));
        FractionBits = 29 - (int)Math.Ceiling(Math.Log2(farthest));
        if (FractionBits < WeightBits)
        {
            throw new ArgumentException(FormattableString.Invariant($"An image of {width} x {height} pixels is too large to be augmented."));
        }

        double direction = draw.Flip ? -1 : 1;
        RowStep = Fixed(direction * _rowByColumn);
        ColumnStep = Fixed(direction * _columnByColumn);
    }

    public int FractionBits { get; }

    /// <summary>How far the input row moves from one output column to the next.</summary>
    public int RowStep { get; }

    /// <summary>How far the input column moves from one output column to the next.</summary>
    public int ColumnStep { get; }

    /// <summary>Input position of the first output pixel of an output row, rounded so that cutting it to weight bits rounds to nearest.</summary>
    public (int Row, int Column) Start(int outputRow)
    {
        double row = outputRow - _centreRow;
        double column = _firstColumn - _centreColumn;
        int half = (1 << (FractionBits - WeightBits)) >> 1;
        return (
            Fixed(_rowByRow * row + _rowByColumn * column + _centreRow) + half,
            Fixed(_columnByRow * row + _columnByColumn * column + _centreColumn) + half);
    }

    private int Fixed(double value) => (int)Math.Round(value * (1L << FractionBits));
}

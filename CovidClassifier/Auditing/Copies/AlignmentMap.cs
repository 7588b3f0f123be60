namespace CovidClassifier.Auditing.Copies;

/// <summary>Column x of the other picture lies on column ShiftX + StretchX x of the first, and rows alike; its gray is Gain x the first's + Offset.</summary>
internal readonly record struct AlignmentMap(double ShiftX, double StretchX, double ShiftY, double StretchY, double Gain, double Offset)
{
    private const double MostStretch = 0.3, MostShift = 0.2;

    public static AlignmentMap OfCrop(int side, double crop) => new((side - 1) * crop, 1 - 2 * crop, (side - 1) * crop, 1 - 2 * crop, 1, 0);

    public bool IsNear(int side) =>
        Math.Abs(StretchX - 1) <= MostStretch && Math.Abs(StretchY - 1) <= MostStretch
        && Math.Abs(ShiftX) <= MostShift * side && Math.Abs(ShiftY) <= MostShift * side && Gain is > 0.2 and < 5;

    /// <summary>True where no pixel lies elsewhere by more than a fiftieth.</summary>
    public bool IsSame(AlignmentMap old, int side) =>
        Math.Abs(ShiftX - old.ShiftX) + side * Math.Abs(StretchX - old.StretchX) < 0.02
        && Math.Abs(ShiftY - old.ShiftY) + side * Math.Abs(StretchY - old.StretchY) < 0.02;

    /// <summary>The same on pictures twice as wide and high, whose pixel centres lie half a pixel off.</summary>
    public AlignmentMap Doubled() => this with { ShiftX = 2 * ShiftX + (1 - StretchX) / 2, ShiftY = 2 * ShiftY + (1 - StretchY) / 2 };
}

namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A subband of a resolution (ITU-T T.800, B.5).</summary>
/// <param name="Area">Where it lies among the subband's own places.</param>
/// <param name="Across">1 where it holds the high frequencies across, else 0.</param>
/// <param name="Down">1 where it holds the high frequencies down, else 0.</param>
/// <param name="Number">Its number among the component's: the smallest resolution's first, then HL, LH and HH of each.</param>
internal sealed record Subband(Area Area, int Across, int Down, int Number)
{
    /// <summary>By how many bits its coefficients may be larger than the samples (table E.1).</summary>
    public int Gain => Across + Down;
}

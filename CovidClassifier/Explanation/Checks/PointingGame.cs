namespace CovidClassifier;

/// <summary>
/// The pointing game (Zhang et al. 2018, "Top-down neural attention by excitation backprop", IJCV 126, section 4.1), without its tolerance around the marks: a
/// map hits where its strongest place lies in a marked area.
/// </summary>
/// <param name="Method">How the maps were made.</param>
/// <param name="Label">The label that was explained.</param>
/// <param name="Images">Images played, one or more.</param>
/// <param name="Hits">Maps that hit; an empty map misses.</param>
/// <param name="ChanceRate">Mean share of the pictures that is marked: the hit rate of a place drawn at random.</param>
public sealed record PointingGame(ExplanationMethod Method, string Label, int Images, int Hits, double ChanceRate)
{
    /// <summary>Share of the images whose map hits, 0 to 1.</summary>
    public double HitRate => (double)Hits / Images;

    internal static PointingGame Of(ExplanationMethod method, string label, IReadOnlyList<(HeatMap Map, IReadOnlyList<MarkedArea> Areas)> played) => new(
        method,
        label,
        played.Count,
        played.Count(p => !p.Map.IsEmpty && p.Areas.Any(a => a.Contains(p.Map.Peak.X, p.Map.Peak.Y))),
        played.Average(p => MarkedShare(p.Map, p.Areas)));

    private static double MarkedShare(HeatMap map, IReadOnlyList<MarkedArea> areas)
    {
        // a lattice finer than any mark, whatever the picture's size
        const int side = 200;
        int marked = Enumerable.Range(0, side * side).Count(i =>
            areas.Any(a => a.Contains((i % side + 0.5) * map.Width / side, (i / side + 0.5) * map.Height / side)));
        return (double)marked / (side * side);
    }

    /// <summary>For people: hits, images and chance.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Method.Name} points at {Label} in {Hits} of {Images} images ({100 * HitRate:0.0} %; a place drawn at random would in {100 * ChanceRate:0.0} %)");
}

using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation;

/// <summary>A curve over all thresholds of one class's probability against the rest.</summary>
internal interface ICurve
{
    /// <summary>The curve's corners, from left to right; empty where it is not defined.</summary>
    /// <param name="levels">As <see cref="RankedScores.FromTheTop"/> gives them.</param>
    IReadOnlyList<CurvePoint> Points(IReadOnlyList<(long Positives, long Negatives)> levels);

    /// <summary>Writes the curve's heights at places from left to right; NaN where it is not defined.</summary>
    /// <param name="levels">As <see cref="RankedScores.FromTheTop"/> gives them.</param>
    /// <param name="places">Ascending, 0 to 1.</param>
    /// <param name="heights">As long as <paramref name="places"/>.</param>
    void Heights(IReadOnlyList<(long Positives, long Negatives)> levels, ReadOnlySpan<double> places, Span<double> heights);
}

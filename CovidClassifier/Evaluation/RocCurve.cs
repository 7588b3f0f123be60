using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Sensitivity over 1 - specificity, straight between thresholds (Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27,
/// 2006); the area below it is <see cref="RankedScores.Auroc"/>.
/// </summary>
internal sealed class RocCurve : ICurve
{
    public IReadOnlyList<CurvePoint> Points(IReadOnlyList<(long Positives, long Negatives)> levels) =>
        levels is [.., ( > 0, > 0) all]
            ? [new(0, 0), .. levels.Select(l => new CurvePoint((double)l.Negatives / all.Negatives, (double)l.Positives / all.Positives))]
            : [];

    public void Heights(IReadOnlyList<(long Positives, long Negatives)> levels, ReadOnlySpan<double> places, Span<double> heights)
    {
        if (levels is not [.., ( > 0, > 0) all])
        {
            heights.Fill(double.NaN);
            return;
        }

        double beforeX = 0, beforeY = 0;
        int next = 0;
        for (int i = 0; i < places.Length; i++)
        {
            // a vertical piece counts with its upper end: pass every point at or left of the place
            double x = beforeX, y = beforeY;
            while (next < levels.Count && (x = (double)levels[next].Negatives / all.Negatives) <= places[i])
            {
                (beforeX, beforeY) = (x, (double)levels[next].Positives / all.Positives);
                next++;
            }

            y = next < levels.Count ? (double)levels[next].Positives / all.Positives : beforeY;
            heights[i] = next < levels.Count ? beforeY + ((y - beforeY) * (places[i] - beforeX) / (x - beforeX)) : beforeY;
        }
    }
}

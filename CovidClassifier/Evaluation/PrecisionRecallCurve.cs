using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Precision over recall, as steps: between two thresholds the precision of the lower one holds. The area below it is
/// <see cref="RankedScores.AveragePrecision"/>; straight lines would promise too much (Davis and Goadrich, ICML 2006).
/// </summary>
internal sealed class PrecisionRecallCurve : ICurve
{
    public IReadOnlyList<CurvePoint> Points(IReadOnlyList<(long Positives, long Negatives)> levels)
    {
        if (levels is not [.., ( > 0, _) all])
        {
            return [];
        }

        List<CurvePoint> points = [];
        double reached = 0;
        foreach ((long positives, long negatives) in levels.Where((l, i) => l.Positives > (i == 0 ? 0 : levels[i - 1].Positives)))
        {
            double precision = (double)positives / (positives + negatives);
            points.Add(new CurvePoint(reached, precision));
            reached = (double)positives / all.Positives;
            points.Add(new CurvePoint(reached, precision));
        }

        return points;
    }

    public void Heights(IReadOnlyList<(long Positives, long Negatives)> levels, ReadOnlySpan<double> places, Span<double> heights)
    {
        if (levels is not [.., ( > 0, _) all])
        {
            heights.Fill(double.NaN);
            return;
        }

        int level = 0;
        for (int i = 0; i < places.Length; i++)
        {
            // the highest threshold that reaches this recall, and at recall 0 the first that finds anything
            while (levels[level].Positives == 0 || (double)levels[level].Positives / all.Positives < places[i])
            {
                level++;
            }

            heights[i] = (double)levels[level].Positives / (levels[level].Positives + levels[level].Negatives);
        }
    }
}

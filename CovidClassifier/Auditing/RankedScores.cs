namespace CovidClassifier.Auditing;

/// <summary>Scores sorted once, for the AUROC of many draws of the same images.</summary>
internal sealed class RankedScores
{
    private readonly int[] _order;
    private readonly double[] _scores;
    private readonly bool[] _isPositive;

    public RankedScores(bool[] isPositive, double[] scores)
    {
        _isPositive = isPositive;
        _scores = scores;
        _order = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
    }

    /// <summary>AUROC with each image counted as often as it was drawn, ties half; NaN where one side was not drawn.</summary>
    public double Auroc(int[] times)
    {
        double area = 0, negatives = 0, positives = 0;
        for (int first = 0, last; first < _order.Length; first = last)
        {
            double tiedPositives = 0, tiedNegatives = 0;
            for (last = first; last < _order.Length && _scores[_order[last]] == _scores[_order[first]]; last++)
            {
                int image = _order[last];
                if (_isPositive[image])
                {
                    tiedPositives += times[image];
                }
                else
                {
                    tiedNegatives += times[image];
                }
            }

            area += tiedPositives * (negatives + tiedNegatives / 2);
            negatives += tiedNegatives;
            positives += tiedPositives;
        }

        return positives == 0 || negatives == 0 ? double.NaN : area / (positives * negatives);
    }
}

namespace CovidClassifier.Explanation;

/// <summary>
/// How sure a label is, without the ends where probabilities hardly move any more: the logarithm of its probability against the sum of the others.
/// </summary>
internal static class LogOdds
{
    // the smallest normal number of single precision: what a softmax still tells from 0; a head that says just 0 or 1 stays finite
    private const double Least = 1.17549435e-38;

    public static double Of(IEnumerable<float> probabilities, int label)
    {
        double own = 0, others = 0;
        int index = 0;
        foreach (float probability in probabilities)
        {
            if (index++ == label)
            {
                own = probability;
            }
            else
            {
                others += probability;
            }
        }

        return Math.Log(Math.Max(own, Least)) - Math.Log(Math.Max(others, Least));
    }
}

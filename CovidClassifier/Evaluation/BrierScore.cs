namespace CovidClassifier.Evaluation;

/// <summary>
/// Brier score (Brier, Monthly Weather Review 78, 1950): mean squared distance between probabilities and what was true. With three or more
/// classes Brier's own
/// sum over all classes, 0 to 2; with two classes the usual form, the square for one class alone (both classes have the same), 0 to 1.
/// </summary>
internal static class BrierScore
{
    /// <summary>What one image adds.</summary>
    public static double OfImage(int label, double[] probabilities)
    {
        double sum = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            double distance = probabilities[c] - (c == label ? 1 : 0);
            sum += distance * distance;
        }

        return probabilities.Length == 2 ? sum / 2 : sum;
    }
}

namespace CovidClassifier.Auditing.Metadata;

/// <summary>
/// Naive Bayes over facts: how much likelier an image's facts are in one class than in the others. Has no iterations and no settings to get
/// wrong, and takes words, sizes and missing overlap alike. Class shares play no part, so that folds compare.
/// </summary>
internal static class MetadataModel
{
    /// <summary>The pooled frequency of a value counts like this many images of each side (m-estimate: Cestnik, "Estimating
    /// probabilities", ECAI 1990).</summary>
    private const double Smoothing = 2;

    /// <summary>Log likelihood ratio of each image, by a model that has not seen the image's fold.</summary>
    /// <param name="columns">The facts, each for every image.</param>
    /// <param name="isPositive">Whether each image is of the class.</param>
    /// <param name="folds">Fold of each image.</param>
    public static double[] OutOfFold(IReadOnlyList<MetadataColumn> columns, bool[] isPositive, int[] folds)
    {
        double[] scores = new double[folds.Length];
        foreach (int fold in folds.Distinct())
        {
            int[] training = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)];
            int[] test = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] == fold)];
            foreach (MetadataColumn column in columns)
            {
                int[] codes = column.Encode(training);
                double[] ratios = Ratios(codes, training, isPositive);
                foreach (int i in test)
                {
                    scores[i] += ratios[codes[i]];
                }
            }
        }

        return scores;
    }

    private static double[] Ratios(int[] codes, int[] training, bool[] isPositive)
    {
        int count = codes.DefaultIfEmpty(0).Max() + 1;
        double[] positives = new double[count], rest = new double[count];
        foreach (int i in training)
        {
            (isPositive[i] ? positives : rest)[codes[i]]++;
        }

        double ofPositive = positives.Sum() + Smoothing, ofRest = rest.Sum() + Smoothing;
        return
        [
            .. Enumerable.Range(0, count).Select(code =>
            {
                double pooled = Smoothing * (positives[code] + rest[code]) / Math.Max(1, training.Length);
                return pooled == 0 ? 0 : Math.Log((positives[code] + pooled) / ofPositive) - Math.Log((rest[code] + pooled) / ofRest);
            }),
        ];
    }
}

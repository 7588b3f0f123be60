namespace CovidClassifier.Evaluation;

/// <summary>Mean negative natural logarithm of the probability that was given to the true class (cross entropy in nats).</summary>
public static class LogLoss
{
    /// <summary>Smallest probability that enters the logarithm: a sure and wrong prediction costs 34.54 nats instead of infinity.</summary>
    public const double SmallestProbability = 1e-15;

    /// <summary>
    /// The log loss of <paramref name="probabilities"/>, each raised to <see cref="SmallestProbability"/> where it lies below.
    /// </summary>
    /// <param name="labels">True class of each image, an index into its row.</param>
    /// <param name="probabilities">One row for each image, one probability from 0 to 1 for each class.</param>
    /// <returns>0 (sure and right) to 34.54; undefined without images.</returns>
    /// <exception cref="ArgumentException">The number of rows differs from the number of labels, a label lies outside its row, or a
    /// probability outside 0 to 1.</exception>
    public static Metric Of(int[] labels, double[][] probabilities)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Length != labels.Length)
        {
            throw new ArgumentException(
                $"Log loss needs one row of probabilities for each of the {labels.Length} labels, got {probabilities.Length}.", nameof(probabilities));
        }

        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            sum += OfImage(OfTrueClass(labels[i], probabilities[i], i));
        }

        return Metric.Share(sum, labels.Length, "there are no images");
    }

    /// <summary>What one image adds, from the probability of its true class.</summary>
    internal static double OfImage(double probability) => -Math.Log(Math.Max(probability, SmallestProbability));

    private static double OfTrueClass(int label, double[] row, int image)
    {
        if (label < 0 || label >= row.Length)
        {
            throw new ArgumentException($"A label must be a class index 0 to {row.Length - 1}, got {label} for image {image}.", nameof(label));
        }

        return row[label] is >= 0 and <= 1
            ? row[label]
            : throw new ArgumentException(
                FormattableString.Invariant($"Probabilities must lie in 0 to 1, got {row[label]} for image {image}."), nameof(row));
    }
}

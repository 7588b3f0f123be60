using CovidClassifier.Foundation;

namespace CovidClassifier.Learning.Heads;

/// <summary>
/// Means of the standardised rows of each class. -|x - m|^2 / 2 = x.m - |m|^2 / 2 - |x|^2 / 2, and the last term is the same for every class: so the head is
/// linear.
/// </summary>
internal sealed class NearestClassMeanTrainer : IHeadTrainer
{
    private const int Halvings = 40;

    public LinearHead Train(HeadData data, Seed seed, CancellationToken cancellationToken = default)
    {
        Standardisation standardisation = Standardisation.Of(data);
        float[][] rows = [.. data.Features.Select(standardisation.Apply)];
        double[][] means = Means(data, rows);
        double[] biases = [.. means.Select(m => -m.Sum(v => v * v) / 2)];
        cancellationToken.ThrowIfCancellationRequested();
        double[][] logits = [.. rows.Select(row => means.Select((m, c) => biases[c] + m.Zip(row, (a, b) => a * b).Sum()).ToArray())];
        double factor = BestFactor(data, logits);
        return standardisation.Fold([.. means.Select(m => m.Select(v => factor * v).ToArray())], [.. biases.Select(b => factor * b)], HeadOutput.Softmax);
    }

    private static double[][] Means(HeadData data, float[][] rows)
    {
        double[][] means = [.. Enumerable.Range(0, data.ClassCount).Select(_ => new double[data.FeatureCount])];
        int[] counts = new int[data.ClassCount];
        for (int r = 0; r < rows.Length; r++)
        {
            counts[data.Labels[r]]++;
            for (int i = 0; i < data.FeatureCount; i++)
            {
                means[data.Labels[r]][i] += rows[r][i];
            }
        }

        return [.. means.Select((m, c) => m.Select(sum => sum / counts[c]).ToArray())];
    }

    // the log loss is convex in the factor: halve towards where its slope is 0. Beyond 1 stands no model: 1 is a Gaussian of unit deviation around each mean
    private static double BestFactor(HeadData data, double[][] logits)
    {
        double low = 0, high = 1;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Slope(data, logits, middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Slope(HeadData data, double[][] logits, double factor)
    {
        double slope = 0;
        for (int r = 0; r < logits.Length; r++)
        {
            double largest = logits[r].Max();
            double[] shares = [.. logits[r].Select(l => Math.Exp(factor * (l - largest)))];
            double expected = shares.Zip(logits[r], (s, l) => s * l).Sum() / shares.Sum();
            slope += data.RowWeights[r] * (expected - logits[r][data.Labels[r]]);
        }

        return slope;
    }
}

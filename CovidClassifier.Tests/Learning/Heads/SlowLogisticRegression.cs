using CovidClassifier.Learning.Heads;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>
/// An independent oracle: plain gradient descent, in doubles, on the sum of weighted log losses plus l2 / 2 x the squared norm of the weights (biases free, or
/// counted among them), features standardised.
/// </summary>
internal static class SlowLogisticRegression
{
    public static double[][] Probabilities(HeadData data, double l2, bool freeBias = true)
    {
        double[][] x = Standardise(data);
        var w = new double[data.ClassCount, data.FeatureCount + 1];
        double step = 1.0 / (l2 + (data.Count * (data.FeatureCount + 1)));
        for (int iteration = 0; iteration < 5000; iteration++)
        {
            var gradient = new double[data.ClassCount, data.FeatureCount + 1];
            for (int r = 0; r < x.Length; r++)
            {
                double[] p = Softmax(w, x[r]);
                for (int c = 0; c < data.ClassCount; c++)
                {
                    double error = data.RowWeights[r] * (p[c] - (data.Labels[r] == c ? 1 : 0));
                    for (int f = 0; f <= data.FeatureCount; f++)
                    {
                        gradient[c, f] += error * x[r][f];
                    }
                }
            }

            for (int c = 0; c < data.ClassCount; c++)
            {
                for (int f = 0; f <= data.FeatureCount; f++)
                {
                    w[c, f] -= step * (gradient[c, f] + (f < data.FeatureCount || !freeBias ? l2 * w[c, f] : 0));
                }
            }
        }

        return [.. x.Select(row => Softmax(w, row))];
    }

    private static double[][] Standardise(HeadData data)
    {
        double[] weights = [.. data.RowWeights.Select(w => (double)w)];
        double Mean(Func<float[], double> value) => data.Features.Select((r, i) => weights[i] * value(r)).Sum() / weights.Sum();
        double[] means = [.. Enumerable.Range(0, data.FeatureCount).Select(f => Mean(r => r[f]))];
        double[] deviations = [.. means.Select((m, f) => Math.Sqrt(Mean(r => (r[f] - m) * (r[f] - m))))];
        return [.. data.Features.Select(r => r.Select((v, f) => (v - means[f]) / deviations[f]).Append(1).ToArray())];
    }

    private static double[] Softmax(double[,] w, double[] x)
    {
        double[] exponentials = [.. Enumerable.Range(0, w.GetLength(0)).Select(c => Math.Exp(x.Select((v, f) => w[c, f] * v).Sum()))];
        return [.. exponentials.Select(e => e / exponentials.Sum())];
    }
}

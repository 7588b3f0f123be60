namespace CovidClassifier.Evaluation;

/// <summary>From logits to probabilities and cross entropy, in double precision and without overflow.</summary>
internal static class Probabilities
{
    /// <summary>[1 - p, p] with p = sigmoid(logit) for one logit, softmax for several.</summary>
    public static double[] Of(float[] logits)
    {
        if (logits.Length == 1)
        {
            double p = 1 / (1 + Math.Exp(-(double)logits[0]));
            return [1 - p, p];
        }

        double max = logits.Max();
        double[] shares = [.. logits.Select(z => Math.Exp(z - max))];
        double sum = shares.Sum();
        return [.. shares.Select(s => s / sum)];
    }

    /// <summary>-log of the label's probability.</summary>
    public static double CrossEntropy(float[] logits, int label)
    {
        if (logits.Length == 1)
        {
            double z = label == 1 ? logits[0] : -logits[0];
            return Math.Max(-z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
        }

        double max = logits.Max();
        return max + Math.Log(logits.Sum(z => Math.Exp(z - max))) - logits[label];
    }
}

namespace CovidClassifier.Tests.Learning.Optimizers;

/// <summary>Steps of each optimizer, against the textbook written out in double precision.</summary>
public sealed class OptimizerTests
{
    private const int Copies = 7;

    private static readonly float[] Start = [0.5f, -2f, 3f];

    private static readonly float[][] Gradients = [[0.1f, -4f, 0f], [0.3f, 2f, -1e-4f], [-0.2f, 1f, 5f], [0.1f, 0.1f, 0.1f]];

    [Test]
    public void Adam_FourSteps_AreKingmaAndBas() =>
        Assert.That(Run(new AdamOptimizer(), 0.01), Is.EqualTo(Adam(0.01, 0)).Within(1e-6));

    [Test]
    public void Adam_WithWeightDecay_DecaysApartFromTheGradient() =>
        Assert.That(Run(new AdamOptimizer { WeightDecay = 0.1 }, 0.01), Is.EqualTo(Adam(0.01, 0.1)).Within(1e-6));

    [Test]
    public void Sgd_WithMomentumAndDecay_AddsDecayToTheGradient()
    {
        double[] w = [.. Start.Select(x => (double)x)];
        double[] v = new double[w.Length];
        foreach (float[] g in Gradients)
        {
            for (int i = 0; i < w.Length; i++)
            {
                v[i] = 0.9 * v[i] + g[i] + 0.1 * w[i];
                w[i] -= 0.01 * v[i];
            }
        }

        Assert.That(Run(new SgdOptimizer { WeightDecay = 0.1 }, 0.01), Is.EqualTo(w).Within(1e-6));
    }

    private static double[] Adam(double rate, double decay)
    {
        double[] w = [.. Start.Select(x => (double)x)];
        double[] m = new double[w.Length];
        double[] v = new double[w.Length];
        for (int step = 1; step <= Gradients.Length; step++)
        {
            for (int i = 0; i < w.Length; i++)
            {
                double g = Gradients[step - 1][i];
                w[i] -= rate * decay * w[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                w[i] -= rate * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        return w;
    }

    /// <summary>The same steps on <see cref="Copies"/> of the weights, so that whole vectors and their rest take part.</summary>
    private static float[] Run(Optimizer optimizer, double rate)
    {
        float[] weights = Repeat(Start);
        float[][] slots = [.. optimizer.Slots.Select(_ => new float[weights.Length])];
        for (int step = 1; step <= Gradients.Length; step++)
        {
            optimizer.Update(optimizer.ScalarsAt(step, rate), weights, Repeat(Gradients[step - 1]), slots[0], slots.Length > 1 ? slots[1] : []);
        }

        Assert.That(weights, Is.EqualTo(Repeat(weights[..Start.Length])), "every element is stepped alike");
        return weights[..Start.Length];
    }

    private static float[] Repeat(float[] values) => [.. Enumerable.Repeat(values, Copies).SelectMany(v => v)];
}

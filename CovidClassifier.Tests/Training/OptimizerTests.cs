using CovidClassifier.Onnx;
using CovidClassifier.Training;

namespace CovidClassifier.Tests.Training;

/// <summary>Steps of each optimizer, as a graph, against the textbook written out in double precision.</summary>
public sealed class OptimizerTests
{
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

    /// <summary>The update alone as a graph, its state handed from run to run.</summary>
    private static float[] Run(Optimizer optimizer, double rate)
    {
        ModelProto model = OnnxFile.Create("update");
        var builder = new GraphBuilder(model.Graph);
        string[] slots = [.. optimizer.Slots.Select(s => builder.Input(s, Start.Length))];
        string[] scalars = [.. optimizer.Scalars.Select(s => builder.Input(s))];
        (string next, string[] nextSlots) = optimizer.Append(builder, builder.Input("w", Start.Length), builder.Input("g", Start.Length), slots, scalars);
        string[] outputs = [next, .. nextSlots];
        foreach (string output in outputs)
        {
            builder.Output(output, Start.Length);
        }

        using var session = new OnnxSession(model);
        float[][] state = [Start, .. slots.Select(_ => new float[Start.Length])];
        for (int step = 1; step <= Gradients.Length; step++)
        {
            using var inputs = new NamedValues();
            foreach ((string name, float[] values) in slots.Prepend("w").Zip(state).Append(("g", Gradients[step - 1])))
            {
                values.CopyTo(inputs.AddFloats(name, values.Length));
            }

            foreach ((string name, float value) in optimizer.Scalars.Zip(optimizer.ScalarsAt(step, rate)))
            {
                inputs.AddFloats(name)[0] = value;
            }

            using NamedValues results = session.Run(inputs, outputs);
            state = [.. outputs.Select(o => results.Floats(o).ToArray())];
        }

        return state[0];
    }
}

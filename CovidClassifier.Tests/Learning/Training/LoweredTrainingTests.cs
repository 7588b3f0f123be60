using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning.Training;

/// <summary>The study's CNN, rewritten to train faster, against its plain graph: same batches, same losses.</summary>
public sealed class LoweredTrainingTests
{
    private static readonly TrainingOptions Options = new();

    [Test]
    public void Step_DropoutOff_GivesThePlainGraphsLossesFor25Steps() =>
        Assert.That(Losses(dropout: 0, steps: 25, seed: 1, lowered: true), Is.EqualTo(Losses(dropout: 0, steps: 25, seed: 1, lowered: false)).Within(1e-4));

    [Test]
    [Explicit("1,200 steps of the CNN: one to three minutes")]
    public void Step_200Times_EndsWithinThePlainGraphsSpreadOverFiveSeeds()
    {
        double[] plain = [.. Enumerable.Range(1, 5).Select(seed => Losses(0.25, 200, (ulong)seed, lowered: false)[^50..].Average())];
        double lowered = Losses(0.25, 200, 1, lowered: true)[^50..].Average();
        TestContext.Out.WriteLine(FormattableString.Invariant($"plain {plain.Min():F4} to {plain.Max():F4}, lowered {lowered:F4}"));
        Assert.That(lowered, Is.InRange(plain.Min(), plain.Max()));
    }

    private static double[] Losses(double dropout, int steps, ulong seed, bool lowered)
    {
        NetworkGraph network = Network.CustomCnn(dropout).Build(2, new Seed(seed));
        TrainingGraph graph = TrainingGraph.Build(network.Model, [new ParameterGroup(network.Parameters)], Options.BatchSize, lowered);
        using var state = new TrainingState(graph.Parameters, Options.Optimizer);
        foreach (TensorProto initial in network.Model.Graph.Initializer.Where(i => network.Parameters.Contains(i.Name)))
        {
            initial.Floats().CopyTo(state.Values(initial.Name));
        }

        using var session = new TrainingSession(graph, state, Options);
        var writer = new BatchWriter(new SomeChests(256), Options, graph.Shard, 2, new Seed(seed));
        using Batch batch = writer.Allocate();
        var losses = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            (int epoch, int number) = Math.DivRem(step, writer.BatchesPerEpoch);
            writer.Write(batch, writer.Order(epoch + 1), epoch + 1, number);
            losses[step] = session.Step(batch, step + 1, 1e-3, averageKeep: 0, CancellationToken.None);
        }

        return losses;
    }

    /// <summary>Gray ovals on black, brighter below for class 1, through the study's augmentation.</summary>
    private sealed class SomeChests(int count) : ISampleSource
    {
        private const int Side = 256;

        public int Count => count;

        public long[] SampleShape => [1, Side, Side];

        public int Label(int sample) => sample % 2;

        public void Fill(int epoch, int sample, Span<float> destination)
        {
            RandomStream random = new Seed(6).For(sample).Open();
            var pixels = new byte[Side * Side];
            for (int i = 0; i < pixels.Length; i++)
            {
                (int y, int x) = Math.DivRem(i, Side);
                double fromCentre = Math.Pow((y - 128) / 110.0, 2) + Math.Pow((x - 128) / 90.0, 2);
                double opacity = Label(sample) == 1 && y > 128 ? 12 : 0;
                pixels[i] = fromCentre > 1 ? (byte)0 : (byte)(60 + 100 * fromCentre + opacity + random.Below(40));
            }

            Augmenter.Apply(pixels, Side, Side, AugmentationDraw.Draw(AugmentationOptions.Study, new Seed(6), epoch, sample, copy: 0), destination);
        }
    }
}

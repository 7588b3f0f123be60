using CovidClassifier.Foundation;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;
using CovidClassifier.Onnx.Lowering;

namespace CovidClassifier.Tests.Learning.Training;

/// <summary>Training against sources as shortcuts: weights, group DRO, adversary, mixup, averaged weights.</summary>
public sealed class ShortcutTests
{
    private static readonly TrainingOptions Short = new() { Epochs = 4, BatchSize = 8, Threads = 2 };

    [Test]
    public void Weights_BySource_LetEachGroupOfAClassCountTheSame()
    {
        // class 0: 30 of source 0 and 10 of source 1; class 1: 20 of source 0, and 5 of source 1 and 5 of source 2, too few alone
        int[] labels = [.. Enumerable.Repeat(0, 40), .. Enumerable.Repeat(1, 30)];
        int[] sources =
            [.. Enumerable.Repeat(0, 30), .. Enumerable.Repeat(1, 10), .. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 5), .. Enumerable.Repeat(2, 5)];
        double[] weights = ImageWeights.Of(labels, sources, 2, ClassWeighting.BalancedBySource);
        double Sum(int first, int count) => weights.Skip(first).Take(count).Sum();
        Assert.That(weights.Average(), Is.EqualTo(1).Within(1e-12));
        Assert.That(new[] { Sum(0, 30), Sum(30, 10), Sum(40, 20), Sum(60, 10) }, Is.All.EqualTo(70 / 4.0).Within(1e-9));
    }

    [Test]
    public void Weights_OneSource_AreThoseOfClasses()
    {
        int[] labels = [0, 0, 0, 1];
        Assert.That(
            ImageWeights.Of(labels, new int[4], 2, ClassWeighting.BalancedBySource),
                Is.EqualTo(ImageWeights.Of(labels, new int[4], 2, ClassWeighting.Balanced)));
    }

    [Test]
    public void GroupRobustness_AStep_RaisesTheWeightOfTheGroupWithTheHigherLoss()
    {
        var samples = new SampledSources(40, i => i % 2, i => 0);
        var robustness = new GroupRobustness(samples, rate: 0.5);
        using var state = new TrainingState([], new AdamOptimizer(), averaged: false, robustness.State);
        GroupRobustness.Begin(state);
        var layout = new ShardLayout(4, 1, [new SampleInput("x", [4, 1, 16, 16], null)], []);
        using var batch = new Batch(4, layout) { Count = 4 };
        (batch.Indices[0], batch.Indices[1], batch.Indices[2], batch.Indices[3]) = (0, 1, 2, 3);

        // a logit of 1 for class 1: class 0 loses softplus(1), class 1 softplus(-1)
        batch.Shards[0].Logits.GetTensorMutableDataAsSpan<float>().Fill(1);
        robustness.Weigh(batch, state);
        Assert.That(batch.Shards[0].SampleWeights.GetTensorDataAsSpan<float>().ToArray(), Is.All.EqualTo(0.25f).Within(1e-6), "two even groups");
        robustness.Update(batch, state);
        double first = Math.Exp(0.5 * Math.Log(1 + Math.E)), second = Math.Exp(0.5 * Math.Log(1 + 1 / Math.E));
        float[] expected = [(float)(first / (first + second)), (float)(second / (first + second))];
        Assert.That(state.Values(robustness.State.Name).ToArray(), Is.EqualTo(expected).Within(1e-5));
        robustness.Weigh(batch, state);
        Assert.That(batch.Shards[0].SampleWeights.GetTensorDataAsSpan<float>()[0], Is.EqualTo(expected[0] * 2 / 4).Within(1e-5));
    }

    [Test]
    public void MixedSamples_EachImage_IsMixedWithOneOfItsClassFromAnotherSource()
    {
        // every pixel is 100 x label + 10 x source
        var plain = new SampledSources(24, i => i % 2, i => i / 2 % 3, (label, source) => 100 * label + 10 * source);
        var mixed = new MixedSamples(plain, alpha: 1, new Seed(3));
        float[] pixels = new float[256];
        for (int i = 0; i < 24; i++)
        {
            mixed.Fill(0, i, pixels);
            Assert.That(pixels, Is.All.EqualTo(100f * mixed.Label(i) + 10 * mixed.Source(i)), "epoch 0 is as it is");
            mixed.Fill(1, i, pixels);
            Assert.That(pixels.Distinct().Count(), Is.EqualTo(1));
            Assert.That(pixels[0], Is.InRange(100f * mixed.Label(i), 100f * mixed.Label(i) + 20));
            Assert.That(pixels[0], Is.Not.EqualTo(100f * mixed.Label(i) + 10 * mixed.Source(i)));
        }

        Assert.That(() => new MixedSamples(new SampledSources(4, i => i % 2, i => i % 2), 1, new Seed(1)),
            Throws.TypeOf<TrainingException>().With.Message.Contains("a class with training images of two sources"));
    }

    [Test]
    public void AveragedFrom_AfterTheMiddle_IsTheMeanOfTheLastEpochsWeights()
    {
        IReadOnlyDictionary<string, float[]> third = Run(Short with { Epochs = 3 }).Weights, fourth = Run(Short).Weights;
        IReadOnlyDictionary<string, float[]> mean = Run(Short with { AveragedFrom = 0.5 }).Weights;
        foreach (string name in mean.Keys)
        {
            Assert.That(mean[name], Is.EqualTo(third[name].Zip(fourth[name], (a, b) => (a + b) / 2)).Within(1e-6), name);
        }

        Assert.That(() => (Short with { AveragedFrom = 0.5, AveragedEpochs = 1 }).Checked(), Throws.ArgumentException);
    }

    [Test]
    public void Adversary_OnTheNetwork_GivesTheMainGradientLessTheAdversarysTimesItsStrength([Values] bool lowered, [Values] bool isTurned)
    {
        NetworkGraph plain = Small(isTurned);
        NetworkGraph network = SourceAdversary.Attach(plain, sources: 3, new Seed(4));
        IReadOnlyList<ParameterGroup> groups = [new ParameterGroup(plain.Parameters), new ParameterGroup(SourceAdversary.Parameters)];
        var graph = TrainingGraph.Build(network.Model, groups, batchSize: 6, lowered);
        using var step = new AdversaryStep(graph, network, new SampledSources(6, i => i % 2, i => i % 3), samples: 6);
        Dictionary<string, float[]> main = step.Gradients(strength: 0), both = step.Gradients(strength: 0.7f);
        RandomStream random = new Seed(5).Open();
        foreach (string parameter in plain.Parameters.Concat(SourceAdversary.Parameters))
        {
            for (int tried = 0; tried < 4; tried++)
            {
                int at = random.Below(both[parameter].Length);
                double slope = step.AdversarySlope(parameter, at);
                bool isOwn = SourceAdversary.Parameters.Contains(parameter);
                Assert.That(both[parameter][at], Is.EqualTo(isOwn ? slope : main[parameter][at] - 0.7 * slope).Within(2e-3 * (1 + Math.Abs(slope))),
                    $"{parameter} {at}");
            }
        }
    }

    [Test]
    public void Run_WithEverything_LearnsResumesAndLeavesNoAdversaryInTheWeights()
    {
        TrainingOptions all = Short with
        {
            Epochs = 12,
            LearningRate = 0.01,
            SourceAdversary = 0.3,
            GroupRobustRate = 0.01,
            SourceMixup = 0.5,
            AveragedFrom = 0.7,
        };
        TrainingResult result = Run(all);
        Assert.That(result.Weights.Keys, Is.EquivalentTo(Small().Parameters));
        Assert.That(result.History[^1].Validation!.Value.Auroc, Is.GreaterThan(0.9));
        TrainingResult again = Run(all);
        Assert.That(again.Weights.Values.First(), Is.EqualTo(result.Weights.Values.First()));
    }

    [Test]
    public void Run_AdversaryWithOneSource_IsRefused() => Assert.That(
        () => Run(Short with { SourceAdversary = 1 }, sources: 1), Throws.TypeOf<TrainingException>().With.Message.Contains("at least two sources"));

    // turned: it moves its input before it computes anything, as the last blocks of a network do that were laid out anew
    private static NetworkGraph Small(bool isTurned = false)
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        string pixels = builder.Input(NetworkGraph.Pixels, -1, 1, 16, 16);
        string x = builder.Add("Mul", [isTurned ? builder.Transpose(pixels, 0, 1, 3, 2) : pixels, builder.Constant(1 / 255f)]);
        x = builder.Add(
            "Conv", [x, Weights.Glorot(builder, "w1", 16, 64, new Seed(9), 4, 1, 4, 4), Weights.Zeros(builder, "b1", 4)], Attributes.Of("strides", [4L, 4]));
        x = builder.Add("Gemm",
            [builder.Add("Flatten", [builder.Add("Tanh", [x])]), Weights.Glorot(builder, "w2", 64, 1, new Seed(9), 64, 1), Weights.Zeros(builder, "b2", 1)]);
        builder.AddAs(NetworkGraph.Logits, "Identity", [x]);
        builder.Output(NetworkGraph.Logits, -1, 1);
        return new NetworkGraph(model, 16, 16, 1);
    }

    private static TrainingResult Run(TrainingOptions options, int sources = 2) =>
        new TrainingLoop(Small(), [new ParameterGroup(Small().Parameters)], 2, options, new Seed(1), TimeProvider.System).Run(
            new SampledSources(40, i => i % 2, i => i / 2 % sources), new SampledSources(20, i => i % 2, i => 0), null, null, CancellationToken.None);
}

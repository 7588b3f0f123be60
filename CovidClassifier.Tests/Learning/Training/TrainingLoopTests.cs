using CovidClassifier.Foundation;
using CovidClassifier.Learning.Checkpoints;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning.Training;

public sealed class TrainingLoopTests
{
    private static readonly TrainingOptions Short = new() { Epochs = 4, BatchSize = 8, Threads = 2 };

    [Test]
    public void Run_LearnableSamples_LowersTheLoss()
    {
        TrainingResult result = Run(Network(), Short with { Epochs = 12, LearningRate = 0.01 });
        Assert.That(result.History, Has.Count.EqualTo(12));
        Assert.That(result.History[^1].Training.Loss, Is.LessThan(0.7 * result.History[0].Training.Loss));
        Assert.That(result.History[^1].Validation!.Value.Auroc, Is.GreaterThan(0.9));
    }

    [Test]
    public void Run_SameSeedTwice_GivesTheSameWeightsBitForBit() => AssertSame(Run(Network(), Short), Run(Network(), Short));

    [Test]
    public void Run_OtherSeed_GivesOtherWeights() =>
        Assert.That(Run(Network(), Short, seed: 2).Weights.Values.First(), Is.Not.EqualTo(Run(Network(), Short).Weights.Values.First()));

    [Test]
    public void Run_ResumedAfterTwoEpochs_EndsWithTheUninterruptedWeights()
    {
        using var folder = new TempFolder();
        TrainingResult whole = Run(Network(), Short);
        using var cancellation = new CancellationTokenSource();
        var stopAfterTwo = new ImmediateProgress<TrainingProgress>(p => { if (p.CompletedEpoch?.Epoch == 2) { cancellation.Cancel(); } });
        Assert.That(
            () => Run(Network(), Short, checkpoints: Kept(folder, resume: false), progress: stopAfterTwo, token: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
        TrainingResult resumed = Run(Network(), Short, checkpoints: Kept(folder, resume: true));
        AssertSame(whole, resumed);
        Assert.That(resumed.History.Select(e => e.Training), Is.EqualTo(whole.History.Select(e => e.Training)));
    }

    [Test]
    public void Run_CheckpointOfAnotherRecipe_IsRefused()
    {
        using var folder = new TempFolder();
        Run(Network(), Short, checkpoints: Kept(folder, resume: false));
        Assert.That(
            () => Run(Network(), Short, checkpoints: Kept(folder, resume: true, ThisRun with { Hash = "another" })),
            Throws.TypeOf<TrainingException>().With.Message.Contains(
                "belongs to another run of this version 1.2.3+abc: network, options, execution provider, seed or data differ"));
        Assert.That(
            () => Run(Network(), Short, checkpoints: Kept(folder, resume: false)),
            Throws.TypeOf<TrainingException>().With.Message.Contains("resume it"));
    }

    [Test]
    public void Run_CheckpointOfAnOlderVersion_IsRefusedByBothVersions()
    {
        using var folder = new TempFolder();
        Run(Network(), Short, checkpoints: Kept(folder, resume: false, ThisRun with { Version = "1.2.3+aaa" }));
        Assert.That(
            () => Run(Network(), Short, checkpoints: Kept(folder, resume: true)),
            Throws.TypeOf<TrainingException>().With.Message.Contains("was made by version 1.2.3+aaa of the library, and this is version 1.2.3+abc"));
    }

    [Test]
    public void Load_CheckpointOfAFormatBeforeVersionsWereKept_IsRefusedAsOlder()
    {
        using var folder = new TempFolder();
        Run(Network(), Short, checkpoints: Kept(folder, resume: false));
        string file = Directory.GetFiles(folder.Root).Single();
        byte[] bytes = File.ReadAllBytes(file);
        "CXCKPT02"u8.CopyTo(bytes);
        File.WriteAllBytes(file, bytes);
        Assert.That(
            () => Kept(folder, resume: true).Load(),
            Throws.TypeOf<TrainingException>().With.Message.Contains("was made by an older version of the library, and this is version 1.2.3+abc"));
    }

    [Test]
    public void Load_CheckpointCutShort_IsRefusedByName()
    {
        using var folder = new TempFolder();
        Run(Network(), Short, checkpoints: Kept(folder, resume: false));
        string file = Directory.GetFiles(folder.Root).Single();
        byte[] bytes = File.ReadAllBytes(file);
        foreach (int length in new[] { 0, 5, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(file, bytes[..length]);
            Assert.That(() => Kept(folder, resume: true).Load(), Throws.TypeOf<TrainingException>().With.Message.Contains(file));
        }
    }

    [Test]
    public void Run_RateFarTooHigh_SaysThatItDiverged() =>
        Assert.That(
            () => Run(Network(), Short with { LearningRate = 1e30, Optimizer = new SgdOptimizer() }),
            Throws.TypeOf<TrainingException>().With.Message.Contains("Lower the learning rate"));

    [Test]
    public void Run_NoImprovement_StopsAfterPatienceAndKeepsTheBestEpoch()
    {
        TrainingResult result = Run(Network(), Short with { Epochs = 50, Patience = 2, LearningRate = 3, Optimizer = new SgdOptimizer() });
        Assert.That(result.History.Count, Is.LessThan(50));
        Assert.That(result.BestEpoch, Is.EqualTo(result.History.Count - 2));
    }

    [Test]
    public void Run_GradientNormLimit_BoundsTheFirstStep()
    {
        TrainingOptions options =
            Short with { Epochs = 1, BatchSize = 40, LearningRate = 1, Optimizer = new SgdOptimizer { Momentum = 0 }, GradientNormLimit = 0.01 };
        NetworkGraph network = Network();
        TrainingResult result = Run(network, options);
        double moved = network.Model.Graph.Initializer.Where(i => network.Parameters.Contains(i.Name))
            .Sum(i => i.Floats().Zip(result.Weights[i.Name], (a, b) => Math.Pow(a - b, 2)).Sum());
        Assert.That(Math.Sqrt(moved), Is.EqualTo(0.01).Within(2e-4));
    }

    private static readonly Fingerprint ThisRun = new("1.2.3+abc", "this run");

    private static CheckpointFolder Kept(TempFolder folder, bool resume, Fingerprint? run = null) =>
        new(new CheckpointPlace(folder.Root, resume), run ?? ThisRun);

    /// <summary>A small network of two layers with dropout, so that masks take part.</summary>
    private static NetworkGraph Network()
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Add("Mul", [builder.Input(NetworkGraph.Pixels, -1, 1, 16, 16), builder.Constant(1 / 255f)]);
        x = builder.Add(
            "Conv", [x, Weights.Glorot(builder, "w1", 16, 64, new Seed(9), 4, 1, 4, 4), Weights.Zeros(builder, "b1", 4)], Attributes.Of("strides", [4L, 4]));
        x = builder.Add("Dropout", [builder.Add("Relu", [x]), builder.Constant(0.25f)]);
        x = builder.Add("Gemm", [builder.Add("Flatten", [x]), Weights.Glorot(builder, "w2", 64, 1, new Seed(9), 64, 1), Weights.Zeros(builder, "b2", 1)]);
        builder.AddAs(NetworkGraph.Logits, "Identity", [x]);
        builder.Output(NetworkGraph.Logits, -1, 1);
        return new NetworkGraph(model, 16, 16, 1);
    }

    private static TrainingResult Run(
        NetworkGraph network,
        TrainingOptions options,
        ulong seed = 1,
        CheckpointFolder? checkpoints = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken token = default) =>
        new TrainingLoop(network, [new ParameterGroup(network.Parameters)], 2, options, new Seed(seed), TimeProvider.System)
            .Run(new NumberedSamples(40, 16), new NumberedSamples(20, 16), checkpoints, progress, token);

    private static void AssertSame(TrainingResult a, TrainingResult b)
    {
        Assert.That(a.Weights.Keys, Is.EqualTo(b.Weights.Keys));
        foreach (string name in a.Weights.Keys)
        {
            Assert.That(a.Weights[name], Is.EqualTo(b.Weights[name]), name);
        }
    }
}

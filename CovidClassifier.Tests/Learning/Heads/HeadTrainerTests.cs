using CovidClassifier.Foundation;
using CovidClassifier.Learning.Heads;
using CovidClassifier.Onnx;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>What every head must do.</summary>
public class HeadTrainerTests
{
    private static readonly Head[] Heads = [.. Head.All.Where(h => h.Trainer is not null)];

    [TestCaseSource(nameof(Heads))]
    public void TrainedHead_InTheGraph_GivesTheProbabilitiesItSays(Head head)
    {
        HeadData data = SomeFeatures.Data([20, 30, 25]);
        LinearHead trained = head.Trainer!.Train(data, new Seed(1));
        float[][] graph = Run(trained, data.Features);
        for (int i = 0; i < data.Count; i++)
        {
            Assert.That(graph[i], Is.EqualTo(trained.Probabilities(data.Features[i])).Within(1e-5));
            Assert.That(graph[i].Sum(), Is.EqualTo(1).Within(1e-5));
        }
    }

    [TestCaseSource(nameof(Heads))]
    public void TrainedHead_TellsTheClassesApart(Head head)
    {
        HeadData data = SomeFeatures.Data([60, 40, 50], features: 9);
        LinearHead trained = head.Trainer!.Train(data, new Seed(1));
        int right = Enumerable.Range(0, data.Count).Count(i => Largest(trained.Probabilities(data.Features[i])) == data.Labels[i]);
        Assert.That(right, Is.GreaterThan(0.85 * data.Count));
    }

    [TestCaseSource(nameof(Heads))]
    public void Training_WithOneSeed_GivesTheSameWeightsBitForBit(Head head)
    {
        HeadData data = SomeFeatures.Data([20, 12]);
        float[] first = head.Trainer!.Train(data, new Seed(3)).Probabilities(data.Features[0]);
        float[] again = head.Trainer!.Train(data, new Seed(3)).Probabilities(data.Features[0]);
        Assert.That(again, Is.EqualTo(first));
    }

    [TestCaseSource(nameof(Heads))]
    public void Probabilities_DoNotDependOnTheFeaturesScales(Head head)
    {
        HeadData data = SomeFeatures.Data([20, 12, 16]);
        var scaled = new HeadData([.. data.Features.Select(r => r.Select((v, f) => (v * (f + 1)) - 3).ToArray())], data.Labels, 3);
        LinearHead plain = head.Trainer!.Train(data, new Seed(2)), other = head.Trainer!.Train(scaled, new Seed(2));
        for (int i = 0; i < data.Count; i++)
        {
            Assert.That(other.Probabilities(scaled.Features[i]), Is.EqualTo(plain.Probabilities(data.Features[i])).Within(2e-3));
        }
    }

    [TestCaseSource(nameof(Heads))]
    public void ConstantFeature_CountsForNothing(Head head)
    {
        HeadData data = SomeFeatures.Data([20, 12]);
        var wider = new HeadData([.. data.Features.Select(r => (float[])[.. r, 0.1f])], data.Labels, 2);
        float[] row = data.Features[0];
        LinearHead trained = head.Trainer!.Train(wider, new Seed(2));
        Assert.That(trained.Probabilities([.. row, 77]), Is.EqualTo(trained.Probabilities([.. row, 0.1f])));
    }

    [TestCaseSource(nameof(Heads))]
    public void Training_Cancelled_Ends(Head head) =>
        Assert.That(() => head.Trainer!.Train(SomeFeatures.Data([20, 12]), new Seed(2), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void MaximumEntropy_IsTheMinimumThatSlowDescentFinds([Values(1, 100)] double l2, [Values] ClassWeighting weighting)
    {
        HeadData data = SomeFeatures.Data([10, 25, 15], weighting: weighting);
        LinearHead trained = Head.MaximumEntropy(l2).Trainer!.Train(data, new Seed(1));
        double[][] expected = SlowLogisticRegression.Probabilities(data, l2);
        for (int i = 0; i < data.Count; i++)
        {
            Assert.That(trained.Probabilities(data.Features[i]), Is.EqualTo(expected[i]).Within(2e-3));
        }
    }

    [Test]
    public void Sdca_OfTwoClasses_IsTheMinimumWithThePenaltyOnTheBiasToo()
    {
        HeadData data = SomeFeatures.Data([20, 35]);
        LinearHead trained = Head.Sdca(l2: 20).Trainer!.Train(data, new Seed(1));
        double[][] expected = SlowLogisticRegression.Probabilities(data, l2: 20, freeBias: false);
        for (int i = 0; i < data.Count; i++)
        {
            Assert.That(trained.Probabilities(data.Features[i]), Is.EqualTo(expected[i]).Within(5e-3));
        }
    }

    [TestCase(2)]
    [TestCase(3)]
    public void MaximumEntropyAndSdca_InTheGraph_GiveWhatMlNetGives(int classes)
    {
        HeadData data = SomeFeatures.Data([.. Enumerable.Range(0, classes).Select(c => 20 + (5 * c))]);
        var seed = new Seed(4);
        var rows = new HeadRows(data, seed, default);
        IDataView view = rows.View();
        var trainers = rows.Context.MulticlassClassification.Trainers;
        AssertSame(Head.MaximumEntropy(30), trainers.LbfgsMaximumEntropy(MaximumEntropyTrainer.Options(30)).Fit(view).Transform(view), data, seed);
        AssertSame(Head.Sdca(30), trainers.SdcaMaximumEntropy(SdcaTrainer.Options(30, data.Count)).Fit(view).Transform(view), data, seed);
    }

    [TestCase(2)]
    [TestCase(3)]
    public void LinearSvm_InTheGraph_GivesWhatMlNetsOneVersusAllGives(int classes)
    {
        HeadData data = SomeFeatures.Data([.. Enumerable.Range(0, classes).Select(_ => 30)]);
        var seed = new Seed(4);
        var rows = new HeadRows(data, seed, default);
        IDataView view = rows.View();
        var machine = rows.Context.BinaryClassification.Trainers.LinearSvm(LinearSvmHeadTrainer.Options(30, data.Count, nameof(HeadRow.Label)));
        AssertSame(Head.LinearSvm(30), rows.Context.MulticlassClassification.Trainers.OneVersusAll(machine, nameof(HeadRow.Label)).Fit(view).Transform(view),
            data, seed);
    }

    [Test]
    public void NearestClassMean_OfTwoPoints_DrawsTheLineHalfway()
    {
        HeadData data = new([[0f], [2f], [8f], [10f]], [0, 0, 1, 1], 2);
        LinearHead trained = Head.NearestClassMean().Trainer!.Train(data, new Seed(0));
        Assert.That(trained.Probabilities([5]), Is.EqualTo(new[] { 0.5f, 0.5f }).Within(1e-6));

        // mean 5, deviation sqrt(17): the means lie at -+4 / sqrt(17); factor 1, since these four points are told apart
        double logit = 2 * (4 / Math.Sqrt(17)) * (2 / Math.Sqrt(17));
        Assert.That(trained.Probabilities([7])[1], Is.EqualTo(1 / (1 + Math.Exp(-logit))).Within(1e-5));
    }

    private static void AssertSame(Head head, IDataView scored, HeadData data, Seed seed)
    {
        // ML.NET read the rows in the order of the seed: find each again by its features
        LinearHead trained = head.Trainer!.Train(data, seed);
        Standardisation standardisation = Standardisation.Of(data);
        float[][] graph = Run(trained, data.Features);
        var byFeatures = Enumerable.Range(0, data.Count).ToDictionary(i => string.Join(' ', standardisation.Apply(data.Features[i])), i => graph[i]);
        float[][] features = [.. scored.GetColumn<float[]>(nameof(HeadRow.Features))];
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        Assert.That(scores, Has.Length.EqualTo(data.Count));
        for (int i = 0; i < scores.Length; i++)
        {
            Assert.That(byFeatures[string.Join(' ', features[i])], Is.EqualTo(scores[i]).Within(1e-5), head.Name);
        }
    }

    private static float[][] Run(LinearHead head, IReadOnlyList<float[]> features)
    {
        ModelProto model = OnnxFile.Create("head");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("features", -1, head.FeatureCount);
        builder.AddAs("Score", "Softmax", [head.Append(builder, "features")], Attributes.Of("axis", 1));
        builder.Output("Score", -1, head.ClassCount);
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        Span<float> all = inputs.AddFloats("features", features.Count, head.FeatureCount);
        for (int i = 0; i < features.Count; i++)
        {
            features[i].CopyTo(all[(i * head.FeatureCount)..]);
        }

        using NamedValues outputs = session.Run(inputs, ["Score"]);
        return [.. outputs.Floats("Score").ToArray().Chunk(head.ClassCount)];
    }

    private static int Largest(float[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());
}

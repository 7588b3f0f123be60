using CovidClassifier.Explanation.Checks;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;
using Google.Protobuf;

namespace CovidClassifier.Tests.Explanation;

public sealed class ExplanationChecksTests
{
    [Test]
    public void PointingGame_OfAMapThatPoints_HitsWhereTheSpotIs()
    {
        using CovidModel model = SpotNetwork.Model();
        MarkedXRay[] images = [.. Enumerable.Range(0, 4).Select(i => new MarkedXRay(Spot(i, 2), [new MarkedArea((i + 0.5) * 16, 2.5 * 8, 8, 4)]))];
        PointingGame game = model.PlayPointingGame(images, "COVID-19", ExplanationMethod.GradCam);
        Assert.That((game.Images, game.Hits, game.HitRate, game.Label), Is.EqualTo((4, 4, 1.0, "COVID-19")));
        Assert.That(game.ChanceRate, Is.EqualTo(Math.PI * 8 * 4 / (128 * 64)).Within(1e-3), "the ellipse's share of the picture");
    }

    [Test]
    public void PointingGame_WhereTheMarksLieElsewhere_Misses()
    {
        using CovidModel model = SpotNetwork.Model();
        MarkedXRay image = new(Spot(1, 2), [new MarkedArea(100, 50, 9, 9)]);
        Assert.That(model.PlayPointingGame([image], "COVID-19").HitRate, Is.Zero);
        Assert.That(model.PlayPointingGame([image], "Normal").Hits, Is.Zero);
    }

    [Test]
    public void PointingGame_WithoutMarks_IsRefused()
    {
        using CovidModel model = SpotNetwork.Model();
        Assert.That(() => model.PlayPointingGame([new MarkedXRay(Spot(1, 2), [])], "COVID-19"), Throws.ArgumentException.With.Message.StartsWith(
            "Image 'spot' must have one marked area or more, got none."));
        Assert.That(() => model.CheckExplanations([]), Throws.ArgumentException.With.Message.StartsWith("There must be one image or more, got none."));
    }

    [Test]
    public void Removal_InTheOrderOfTheMap_TakesTheLabelSoonerThanARandomOne()
    {
        using CovidModel model = SpotNetwork.Model();
        ExplanationChecks checks = model.CheckExplanations([Spot(5, 2), Spot(1, 6)], "COVID-19", ExplanationMethod.GradCam);
        Assert.Multiple(() =>
        {
            Assert.That(checks.Map.Deletion, Is.LessThan(checks.Random.Deletion));
            Assert.That(checks.Map.Insertion, Is.GreaterThan(checks.Random.Insertion));
            Assert.That(checks.BeatsRandomOrder, Is.True);
            Assert.That(checks.Images.Select(i => i.Label), Is.All.EqualTo("COVID-19"));
        });
    }

    [Test]
    public void RandomWeights_OfANetworkWhoseMapsShowThePictureOnly_AreReportedAsMeaningless()
    {
        // one channel, one weight: there is nothing to put in another order, and the map is the picture's brightness
        using CovidModel model = SpotNetwork.Model(OneChannel());
        ExplanationChecks checks = model.CheckExplanations([Spot(5, 2)], "COVID-19", ExplanationMethod.GradCam);
        Assert.That((checks.SurvivesRandomWeights, checks.IsMeaningful), Is.EqualTo((true, false)));
        Assert.That(checks.Sentence, Is.EqualTo(
            "Meaningless: the maps of gradcam stay much the same when the network's weights are put in random order (rank correlation 1.00, 0.5 or more " +
                "fails), so they show the picture and not what the network learned."));
    }

    [Test]
    public void RandomWeights_KeepEveryValueAndLeaveCalibrationAlone()
    {
        NetworkGraph network = Network.CustomCnn().Build(2, new Seed(1));
        byte[] graph = ScoringGraph.Build(network, new DecisionRule(SomeModel.TwoClasses, "COVID-19", 0.5f)).ToByteArray();
        GraphProto before = OnnxFile.Parse(graph, "it").Graph, after = OnnxFile.Parse(RandomWeights.Of(graph, new Seed(5)), "it").Graph;
        Assert.That(after.Initializer.Select(i => i.Name), Is.EqualTo(before.Initializer.Select(i => i.Name)));
        foreach ((TensorProto old, TensorProto mixed) in before.Initializer.Zip(after.Initializer).Where(p => p.First.IsFloat()))
        {
            bool isWeight = old.Name.EndsWith(".weight", StringComparison.Ordinal);
            Assert.That(mixed.Floats().Order(), Is.EqualTo(old.Floats().Order()), old.Name);
            Assert.That(mixed.Floats().SequenceEqual(old.Floats()), Is.EqualTo(!isWeight), old.Name);
        }
    }

    [Test]
    public void CheckExplanations_Twice_GivesTheSameFigures()
    {
        using CovidModel model = SomeModel.Make(Network.CustomCnn().Build(2, new Seed(1)), "COVID-19");
        XRayImage[] images = [Spot(5, 2), Spot(1, 6)];
        IReadOnlyList<ImageCheck> first = model.CheckExplanations(images).Images;
        Assert.That(model.CheckExplanations(images).Images, Is.EqualTo(first));
    }

    [TestCase(new float[] { 1, 2, 3, 4 }, new float[] { 10, 20, 30, 40 }, 1)]
    [TestCase(new float[] { 1, 2, 3, 4 }, new float[] { 4, 3, 2, 1 }, -1)]
    // scipy.stats.spearmanr([1, 2, 2, 4, 0], [3, 1, 1, 5, 2])
    [TestCase(new float[] { 1, 2, 2, 4, 0 }, new float[] { 3, 1, 1, 5, 2 }, 0.1578947368)]
    public void RankCorrelation_IsSpearmans(float[] first, float[] second, double expected) =>
        Assert.That(RankCorrelation.Of(first, second), Is.EqualTo(expected).Within(1e-9));

    private static NetworkGraph OneChannel()
    {
        ModelProto model = OnnxFile.Create("one");
        var builder = new GraphBuilder(model.Graph);
        string map = builder.Add("Conv", [SpotNetwork.Means(builder), builder.FloatTensor([1], 1, 1, 1, 1)]);
        string pooled = builder.Add("Flatten", [builder.Add("GlobalAveragePool", [map])]);
        builder.AddAs(NetworkGraph.Logits, "Gemm", [pooled, builder.FloatTensor([4], 1, 1)]);
        builder.Output(NetworkGraph.Logits, -1, 1);
        return new NetworkGraph(model, 64, 64, 1);
    }

    private static XRayImage Spot(int column, int row) => XRayImage.FromBytes(SpotNetwork.Picture(128, 64, (column, row, 255)), "spot");
}

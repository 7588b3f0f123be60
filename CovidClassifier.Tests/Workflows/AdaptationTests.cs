using CovidClassifier.Networks;
using CovidClassifier.Tests.Explanation;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests.Workflows;

public class AdaptationTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    // the model's own classes stand in the opposite places: only learning from the images here helps
    [TestCase(2, ScoringViews.None)]
    [TestCase(2, ScoringViews.Mirror)]
    [TestCase(2, ScoringViews.Shifts)]
    [TestCase(2, ScoringViews.Mirror | ScoringViews.Scales)]
    [TestCase(1, ScoringViews.None)]
    public void Adapt_ToAPlaceWhereTheOppositeHolds_LearnsIt(int outputs, ScoringViews views)
    {
        using CovidModel model = SomeModel.Make(ViewAverage.Of(SomeModel.Network(outputs, size: 64, scale: 0.5f), views), "COVID-19");
        XRayDataset local = Opposite(model, 40);
        using CovidModel adapted = model.Adapt(local, new AdaptationOptions { OldKnowledge = 0, Epochs = 15, LearningRate = 0.2, CurveRepeats = 1 });
        CardLocal card = adapted.Card.Local!;
        Assert.That(card.Before[Metric.Auroc]!.Value, Is.LessThan(0.05));
        Assert.That(card.After![Metric.Auroc]!.Value, Is.GreaterThan(0.6));
        Assert.That(card.Curve.Select(p => p.Patients), Is.EqualTo(new[] { 0, 10, 20 }));
        Assert.That(card.Curve[0].Mean, Is.LessThan(0.35));
        Assert.That(card.Curve[^1].Mean, Is.GreaterThan(card.Curve[0].Mean));
        adapted.Save(_folder["adapted.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["adapted.zip"]);
        Assert.That(loaded.Predict(local.Images[0]).Probabilities, Is.EqualTo(adapted.Predict(local.Images[0]).Probabilities));
        Assert.That(loaded.Card.Local!.Curve, Has.Count.EqualTo(3));
    }

    [Test]
    public void Adapt_WithMuchOldKnowledge_ForgetsLess()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2, size: 64, scale: 0.5f), "COVID-19");
        XRayDataset local = Opposite(model, 40);
        double After(double oldKnowledge)
        {
            using CovidModel adapted = model.Adapt(
                local, new AdaptationOptions { OldKnowledge = oldKnowledge, Epochs = 15, LearningRate = 0.2, CurveRepeats = 0 });
            return adapted.Card.Local!.After![Metric.Auroc]!.Value;
        }

        Assert.That(After(0.99), Is.LessThan(After(0)));
    }

    [Test]
    public void Adapt_SameSeed_GivesTheSameModel()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2, size: 64), "COVID-19");
        XRayDataset local = Opposite(model, 40);
        var options = new AdaptationOptions { Epochs = 2, CurveRepeats = 0 };
        using CovidModel first = model.Adapt(local, options), second = model.Adapt(local, options);
        Assert.That(second.Predict(local.Images[0]).Probabilities, Is.EqualTo(first.Predict(local.Images[0]).Probabilities));
    }

    [Test]
    public void One_OfAMirrorAverage_IsTheNetworkThatItWasMadeOf()
    {
        NetworkGraph network = SpotNetwork.Build();
        NetworkGraph one = MirrorAverage.One(MirrorAverage.Of(network));
        Assert.That(one.Model.Graph.Node.Select(n => n.OpType), Is.EqualTo(network.Model.Graph.Node.Select(n => n.OpType)));
        Assert.That(one.Parameters, Is.EqualTo(network.Parameters));
        NetworkGraph seen = ViewAverage.One(ViewAverage.Of(MirrorAverage.Of(network), ScoringViews.Shifts));
        Assert.That(MirrorAverage.One(seen).Model.Graph.Node.Select(n => n.OpType), Is.EqualTo(network.Model.Graph.Node.Select(n => n.OpType)));
        Assert.That((seen.Parameters, seen.Outputs), Is.EqualTo((network.Parameters, network.Outputs)));
        Assert.That(ViewAverage.One(network), Is.SameAs(network));
        Assert.That(MirrorAverage.One(network).Model.Graph.Node.Count, Is.EqualTo(network.Model.Graph.Node.Count));
    }

    /// <summary>Pictures whose label is the one that the model finds less likely.</summary>
    private static XRayDataset Opposite(CovidModel model, int images)
    {
        XRayImage[] pictures = [.. Enumerable.Range(0, images).Select(i => XRayImage.FromBytes(SomeModel.Picture((ulong)i + 500), $"{i}.png"))];
        float[] said = [.. pictures.Select(p => model.Predict(p)["COVID-19"])];
        float middle = said.Order().ElementAt(images / 2);
        return XRayDataset.FromImages(
            [.. pictures.Select((p, i) => p with { Label = said[i] < middle ? "COVID-19" : "Normal", PatientId = $"patient {i}" })], "clinic");
    }
}

using CovidClassifier.Evaluation;
using CovidClassifier.Tests.Evaluation;
using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests;

/// <summary>What a caller sees who prints a result.</summary>
public sealed class PrintedResultTests
{
    [Test]
    public void Metrics_AreAShortTable()
    {
        LabelledPredictions predictions = SomeScores.Of(["COVID-19", "Normal"], "COVID-19", [0, 0, 1], [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]], [0, 0, 1],
            ["a", "a", "b"]);
        string[] lines = ClassificationMetrics.Of(predictions).ToString().Split('\n');
        Assert.That(lines[0], Is.EqualTo("3 images of 2 patients, positive label COVID-19"));
        Assert.That(lines[1..].Select(l => l.Split("  ")[0]), Is.EqualTo(new[] { "AUROC", "Accuracy", "Sensitivity", "Specificity" }));
        Assert.That(lines[2], Does.Match(@"^Accuracy     1\.000( \(\d\.\d{3} to \d\.\d{3}\))?$"));
    }

    [Test]
    public void Metrics_WithoutAPositiveLabelOrImages_SayWhatIsUndefined()
    {
        string text = ClassificationMetrics.Of(new LabelledPredictions(["A", "B"], null, [])).ToString();
        Assert.That(text, Does.StartWith("0 images of 0 patients\n").And.Contain("Macro F1").And.Contain("undefined: there are no images"));
    }

    [Test]
    public void Model_ShowsItsCard()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19", 0.3f);
        Assert.That(model.ToString(), Is.EqualTo(model.Card.ToString()));
        Assert.That(model.ToString(),
            Does.StartWith("network  some, 32 parameters, 64 x 64\nclasses  Normal, COVID-19; COVID-19 from a probability of 0.3 on\n"));
        Assert.That(model.ToString(), Does.EndWith(model.Card.ResearchUseOnly));
    }

    [Test]
    public void Card_ShowsItsFiguresWithTheirIntervals()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Draw(40).Predictions);
        var measured = new Dictionary<string, CardMetrics> { ["test"] = CardMetrics.Of(metrics) };
        ModelCard card = SomeModel.Card(SomeModel.Network(2), "COVID-19") with { Metrics = measured };
        Assert.That(card.ToString(), Does.Contain($"test AUROC        {metrics.Auroc}\n"));
        Assert.That(card.Metrics["test"][Metric.LogLoss]!.Interval, Is.EqualTo(metrics.LogLoss.Interval));
        Assert.That(card.Metrics["test"][Metric.NetBenefit(0.123)], Is.Null, "not one of the card's");
    }

    [Test]
    public void Dataset_CountsItsClasses() => Assert.That(
        XRayDataset.FromImages(Enumerable.Range(0, 2).Select(i => XRayImage.FromBytes(SomeModel.Picture((ulong)i), $"{i}.png") with { Label = "Normal" }),
            "ward").ToString(), Is.EqualTo("ward: 2 images: Normal 2"));

    [Test]
    public void ComparisonTable_HasARowForEachModel()
    {
        SomeScores s = SomeScores.Draw(30);
        var cost = new ModelCost(1, TimeSpan.FromSeconds(1), null, 1);
        ComparisonTable table = ComparisonTable.Of(Metric.Auroc, [new ComparedModel("cnn", s.Predictions, cost)],
            [new MissingModel("vgg16", "Its weights are not there.")], seed: 1);
        string[] lines = table.ToString().Split('\n');
        Assert.That(lines[0], Does.StartWith("model  standing  Accuracy"));
        Assert.That(lines[1], Does.StartWith("cnn    best      "));
        Assert.That(lines[2], Is.EqualTo("missing: vgg16: Its weights are not there."));
    }
}

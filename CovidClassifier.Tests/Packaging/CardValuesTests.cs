using System.Text.Json;
using CovidClassifier.Packaging;

namespace CovidClassifier.Tests.Packaging;

/// <summary>How the card writes what JSON has no form for.</summary>
public class CardValuesTests
{
    [TestCase(7, "7")]
    [TestCase(0, "0")]
    [TestCase(-1, "18446744073709551615")]
    [TestCase(long.MinValue, "9223372036854775808")]
    public void Seed_IsTheUnsignedNumber_AndComesBack(long seed, string written)
    {
        string json = Write(Card() with { Seed = seed });
        Assert.That(json, Does.Contain($"\"seed\": {written}"), "cards of older versions of the library have it so");
        Assert.That(Read(json).Seed, Is.EqualTo(seed));
    }

    [Test]
    public void Durations_AreSeconds()
    {
        ModelCard card = Card() with { History = [new EpochRecord(1, 0.001, new EpochMetrics(0.7, 0.5, 0.5), null, TimeSpan.FromMilliseconds(2250))] };
        string json = Write(card);
        Assert.That(json, Does.Contain("\"seconds\": 2.25"));
        Assert.That(Read(json).History.Single(), Is.EqualTo(card.History.Single()));
    }

    [Test]
    public void Verdicts_AreWords_AndNumbersAreRefused()
    {
        var finding = new AuditFinding { Name = "header baseline", Verdict = AuditVerdict.Warn, Measure = "AUROC", Rule = "0.75", Sentence = "It helps." };
        string json = Write(Card() with { Audit = new AuditResult { Dataset = "some", Images = 3, Split = "none", Findings = [finding] } });
        Assert.That(json, Does.Contain("\"verdict\": \"warn\""));
        Assert.That(Read(json).Audit!.Verdict, Is.EqualTo(AuditVerdict.Warn));
        Assert.That(() => Read(json.Replace("\"warn\"", "2", StringComparison.Ordinal)), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void NumbersThatAreNone_AreNull_AndComeBackAsNaN()
    {
        var nothing = new CardMetrics { Images = 1, Values = new Dictionary<string, double> { ["auroc"] = double.NaN } };
        ModelCard card = Card() with { Metrics = new Dictionary<string, CardMetrics> { ["test"] = nothing } };
        string json = Write(card);
        Assert.That(json, Does.Contain("\"auroc\": null"));
        Assert.That(Read(json).Metrics["test"].Values["auroc"], Is.NaN);
        Assert.That(Read(json).Metrics["test"][Metric.Auroc]!.Reason, Is.EqualTo("the card does not say why"));
    }

    private static ModelCard Card() => SomeModel.Card(SomeModel.Network(2));

    private static string Write(ModelCard card) => JsonSerializer.Serialize(card, CardJson.Readable.ModelCard);

    private static ModelCard Read(string json) => JsonSerializer.Deserialize(json, CardJson.Readable.ModelCard)!;
}

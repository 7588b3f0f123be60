namespace CovidClassifier.Tests;

public sealed class CovidModelAuditTests
{
    [Test]
    public void Audit_OfAModel_AddsItsSubgroupsAndHeatMapsOnImagesItHasNotSeen()
    {
        XRayDataset all = Some.Dataset(104);
        XRayDataset known = XRayDataset.FromImages(all.Images.Take(24)), unseen = XRayDataset.FromImages(all.Images.Skip(24));
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(known).WithAudits(AuditDepth.None).WithSplit(0, 0)
            .WithNetwork(Network.CustomCnn(inputSize: 64)).WithTraining(t => t with { Epochs = 1 }).Train();
        AuditResult report = model.Audit(all);
        Assert.That(report.Findings.Select(f => f.Name).TakeLast(4),
            Is.EqualTo(new[] { "label errors", "performance by subgroup", "robustness", "saliency outside the central area" }));
        Assert.That(report.Findings[^3].Sentence, Does.EndWith(" 24 images that the model was trained on are left out."));
        Assert.That(report.Findings[^3].Subgroups.Single(g => g.Factor == "source").Images, Is.EqualTo(80));
        Assert.That(report.Findings[^1].Sentence, Does.Contain("over 80 images").Or.Contain("got "));
        AuditStep[] steps = [.. report.Findings[^2].Steps];
        Assert.That((steps[0].Change, steps[0].Flips, steps.Length > 30), Is.EqualTo(("unchanged", 0.0, true)));
        Assert.That(model.Audit(unseen).Findings[^1].Value, Is.EqualTo(report.Findings[^1].Value));
        Assert.That(model.Audit(known).Findings.TakeLast(4).Select(f => f.Verdict), Is.All.EqualTo(AuditVerdict.Unknown));
    }

    [Test]
    public void Audit_LabelThatTheModelDoesNotKnow_IsRefused()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(8)).WithSplit(0, 0).WithTraining(t => t with { Epochs = 1 }).Train();
        Assert.That(() => model.Audit(Some.Dataset(8, 64, "COVID-19", "Other")), Throws.TypeOf<DatasetException>().With.Message.Contains("'Other'"));
    }

    [Test]
    public void HeldOut_AfterTraining_IsTheScoringOfTheTestImages()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(48)).WithTraining(t => t with { Epochs = 1 }).Train();
        Assert.That(model.HeldOut!.Images.Count, Is.EqualTo(model.Card.Data.Splits["test"].Images));
        Assert.That(model.HeldOut.Metrics.Accuracy.Value, Is.EqualTo(model.Card.Metrics["test"].Values["accuracy"]));
        Assert.That(model.Card.Decision.TestScorings, Is.EqualTo(1));
    }
}

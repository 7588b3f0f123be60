using CovidClassifier.Auditing.Retraining;

namespace CovidClassifier.Tests.Auditing.Retraining;

public sealed class SourceClassifierAuditTests
{
    [Test]
    public void Sources_OneMarksItsPicturesAndHoldsOneClass_Fails()
    {
        AuditFinding finding =
            Audit(SomeChests.Dataset(60, (i, isCovid) => From(i, isMarked: !isCovid && i % 4 == 1) with { Source = isCovid || i % 4 == 1 ? "A" : "B" }));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Fail), finding.Sentence);
        Assert.That(finding.Classes.Select(c => c.Label), Is.EqualTo(new[] { "A (within Normal)", "B (within Normal)" }));
    }

    [Test]
    public void Sources_OneMarksItsPicturesOfAClassButLabelsAreMixed_Warns()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(60, (i, isCovid) => From(i, isMarked: !isCovid && i % 4 == 1)));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Warn), finding.Sentence);
        Assert.That(finding.Sentence, Does.StartWith("Pictures of Normal alone (the CNN at 64 x 64, trained on sources in the labels' place) help to tell "));
        Assert.That(finding.Classes.Select(c => c.Label),
            Is.EqualTo(new[] { "A (within COVID-19)", "B (within COVID-19)", "A (within Normal)", "B (within Normal)" }));
    }

    [Test]
    public void Sources_OneForEachClass_AreUnknown() => Assert.That(
        Audit(SomeChests.Dataset(30, (i, isCovid) => SomeChests.Image(i) with { Source = isCovid ? "A" : "B" })).Verdict, Is.EqualTo(AuditVerdict.Unknown));

    [Test]
    public void Sources_NotKnown_AreUnknown() =>
        Assert.That(Audit(SomeChests.Dataset(30, (i, _) => SomeChests.Image(i) with { Source = null })).Verdict, Is.EqualTo(AuditVerdict.Unknown));

    [Test]
    public void Sources_OnlyOne_Pass()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(30, (i, _) => SomeChests.Image(i)));
        Assert.That((finding.Verdict, finding.Sentence), Is.EqualTo((AuditVerdict.Pass, "All images come from one source, one.")));
    }

    private static XRayImage From(int i, bool isMarked) => SomeChests.Marked(i, isMarked ? (0.5, 0.5) : null) with { Source = i % 4 < 2 ? "A" : "B" };

    private static AuditFinding Audit(XRayDataset dataset) => SmallRetraining.Audit(dataset, retrainer => new SourceClassifierAudit(retrainer));
}

using CovidClassifier.Auditing.Retraining;

namespace CovidClassifier.Tests.Auditing.Retraining;

public sealed class BorderAuditTests
{
    [Test]
    public void Border_MarkInACornerOfOneClass_FailsWhileTheCentreIsChance()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(40, (i, isCovid) => SomeChests.Marked(i, isCovid ? (0.02, 0.02) : null)));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Fail), finding.Sentence);
        Assert.That(finding.Value, Is.GreaterThan(0.95));
        Assert.That(Figure(finding, "AUROC, central area alone"), Is.LessThan(0.75));
    }

    [Test]
    public void Border_MarkInTheCentreOfOneClass_Passes()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(40, (i, isCovid) => SomeChests.Marked(i, isCovid ? (0.45, 0.45) : null)));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Pass), finding.Sentence);
        Assert.That((Figure(finding, "AUROC, whole picture"), Figure(finding, "AUROC, central area alone")), Is.GreaterThan((0.9, 0.9)));
    }

    [Test]
    public void Border_TooFewImages_IsUnknownAndTrainsNothing()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(29, (i, _) => SomeChests.Image(i)));
        Assert.That((finding.Verdict, finding.Figures.Count), Is.EqualTo((AuditVerdict.Unknown, 0)));
    }

    [Test]
    public void Border_ClassOfOnePatient_IsUnknownWithTheReason()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(30, (i, isCovid) => SomeChests.Image(i) with { PatientId = isCovid ? "one" : $"p{i}" }));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Unknown));
        Assert.That(finding.Sentence, Is.EqualTo("Cannot be judged: a class is of so few patients that folds by patient leave a training without it."));
    }

    [TestCase(nameof(ImagePart.Whole), 100)]
    [TestCase(nameof(ImagePart.Centre), 64)]
    [TestCase(nameof(ImagePart.Border), 36)]
    public void Keep_TenByTenPixels_LeavesThePart(string name, int left)
    {
        ImagePart part = Enum.Parse<ImagePart>(name);
        byte[] pixels = [.. Enumerable.Repeat((byte)200, 100)];
        ImageMask.Keep(part, pixels, 10, 10);
        Assert.That(pixels.Count(p => p == 200), Is.EqualTo(left));
        Assert.That((pixels[0] == 200, pixels[11] == 200, pixels[88] == 200),
            Is.EqualTo((part != ImagePart.Centre, part != ImagePart.Border, part != ImagePart.Border)));
    }

    private static double Figure(AuditFinding finding, string name) => finding.Figures.First(f => f.Name == name && f.Label == "COVID-19").Value;

    private static AuditFinding Audit(XRayDataset dataset) => SmallRetraining.Audit(dataset, retrainer => new BorderAudit(retrainer));
}

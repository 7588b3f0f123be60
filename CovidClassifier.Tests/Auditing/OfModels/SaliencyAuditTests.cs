using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.OfModels;

namespace CovidClassifier.Tests.Auditing.OfModels;

public sealed class SaliencyAuditTests
{
    [TestCase(0.95, "Pass")]
    [TestCase(0.55, "Warn")]
    [TestCase(0.30, "Fail")]
    public void Saliency_ShareInTheCentralArea_MakesTheVerdict(double share, string verdict)
    {
        AuditFinding finding = Audit([.. Enumerable.Range(0, 60).Select(i => share + (i % 2 == 0 ? 0.02 : -0.02))]);
        Assert.That(finding.Verdict.ToString(), Is.EqualTo(verdict), finding.Sentence);
        Assert.That(finding.Value, Is.EqualTo(1 - share).Within(1e-12));
        Assert.That((finding.Low, finding.High), Is.EqualTo((1 - share, 1 - share)).Within(0.01));
    }

    [Test]
    public void Saliency_EmptyMaps_DoNotCount() =>
        Assert.That(Audit([.. Enumerable.Repeat(double.NaN, 40), .. Enumerable.Repeat(0.9, 29)]).Sentence, Does.Contain("got 29"));

    [Test]
    public void Saliency_NoMaps_IsUnknownWithTheReason()
    {
        AuditFinding finding = Run([], null, "the network has no map.");
        Assert.That((finding.Verdict, finding.Sentence), Is.EqualTo((AuditVerdict.Unknown, "Cannot be judged: the network has no map.")));
    }

    private static AuditFinding Audit(double[] shares) => Run(
        [.. shares.Select((_, i) => XRayImage.FromFile($"{i}.png") with { Label = i % 2 == 0 ? "COVID-19" : "Normal", PatientId = $"p{i}" })], shares, "");

    private static AuditFinding Run(XRayImage[] images, double[]? shares, string reason)
    {
        XRayDataset dataset = SomeChests.Dataset(5, (i, _) => SomeChests.Image(i));
        return new SaliencyAudit(images, shares, reason).Run(new AuditContext(dataset, [], split: null, new AuditOptions()), default);
    }
}

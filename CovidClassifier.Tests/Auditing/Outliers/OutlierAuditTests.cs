namespace CovidClassifier.Tests.Auditing.Outliers;

public sealed class OutlierAuditTests
{
    [Test]
    public void Run_AStrangerAmongChests_IsListedAlone()
    {
        XRayDataset chests = SomeChests.Drawn(perClass: 40);
        XRayImage stranger = XRayImage.FromBytes(SomeChests.Png(3, 128, 128), "stranger.png") with { Label = chests.ClassNames[0], PatientId = "stranger" };
        AuditFinding finding = DataAudit.Run(XRayDataset.FromImages([.. chests.Images, stranger])).Findings.Single(f => f.Name == "outliers");
        Assert.That(finding.Images.Select(i => i.Image), Is.EqualTo(new[] { "stranger.png" }));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Warn));
    }
}

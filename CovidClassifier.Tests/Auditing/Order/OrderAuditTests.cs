namespace CovidClassifier.Tests.Auditing.Order;

public sealed class OrderAuditTests
{
    [Test]
    public void Run_OneClassAfterTheOther_Warns()
    {
        AuditFinding finding = Find((i, isCovid) => FormattableString.Invariant($"{(isCovid ? 0 : 500) + i:0000}.png"));
        Assert.That((finding.Verdict, finding.Value > 0.95), Is.EqualTo((AuditVerdict.Warn, true)), finding.Sentence);
    }

    [Test]
    public void Run_ClassesInTurn_PassesAndSaysWhyBelowAHalfIsNone()
    {
        AuditFinding finding = Find((i, _) => FormattableString.Invariant($"{i:0000}.png"));
        Assert.That((finding.Verdict, finding.Value < 0.5), Is.EqualTo((AuditVerdict.Pass, true)), finding.Sentence);
        Assert.That(finding.Sentence, Does.Contain("below 0.5 nothing is given away"));
    }

    private static AuditFinding Find(Func<int, bool, string> name) => DataAudit.Run(SomeChests.Dataset(
        60, (i, isCovid) => XRayImage.FromBytes(SomeChests.Png(i, 24, 24), name(i, isCovid)) with { PatientId = $"p{i}" })).Findings.Single(
            f => f.Name == "order of the files");
}

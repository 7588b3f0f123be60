using CovidClassifier.Auditing.Retraining;

namespace CovidClassifier.Tests.Auditing.Retraining;

public sealed class PermutationAuditTests
{
    [Test]
    public void Permutation_LabelsThatPicturesGiveAway_ScoresAtChanceOnceShuffled()
    {
        AuditFinding finding = Audit(SomeChests.Dataset(40, (i, isCovid) => SomeChests.Marked(i, isCovid ? (0.5, 0.5) : null)));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Pass), finding.Sentence);
        Assert.That(finding.Sentence, Does.StartWith("Trained on labels shuffled among patients, the CNN at 64 x 64 scores at chance, as it must (AUROC 0."));
    }

    [Test]
    public void Permutation_PatientsOfSeveralImages_KeepOneLabelEach()
    {
        // two images of a patient: with labels shuffled image by image a patient would have both
        AuditFinding finding = Audit(SomeChests.Dataset(40, (i, _) => SomeChests.Image(i) with { PatientId = $"p{i % 2}-{i / 4}" }));
        Assert.That(finding.Classes.Sum(c => c.Images), Is.EqualTo(80));
        Assert.That(finding.Classes.Select(c => c.Images % 2), Is.All.Zero);
    }

    [Test]
    public void Permutation_SameSeed_GivesTheSameFigures()
    {
        XRayDataset dataset = SomeChests.Dataset(30, (i, _) => SomeChests.Image(i));
        AuditFinding first = Audit(dataset), second = Audit(dataset);
        Assert.That(second.Classes, Is.EqualTo(first.Classes));
    }

    private static AuditFinding Audit(XRayDataset dataset) => SmallRetraining.Audit(dataset, retrainer => new PermutationAudit(retrainer));
}

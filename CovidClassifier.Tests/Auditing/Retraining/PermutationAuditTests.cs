using CovidClassifier.Auditing.Context;
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
    public void Shuffled_PatientsOfSeveralImages_KeepOneLabelEach()
    {
        // patients of 1 to 4 images, some of them with images of both classes
        XRayDataset dataset = SomeChests.Dataset(40, (i, _) => SomeChests.Image(i) with { PatientId = $"p{(int)Math.Sqrt(i * 4)}" });
        AuditContext context = Context(dataset, seed: 1);
        int[] shuffled = PermutationAudit.Shuffled(context, [.. Enumerable.Range(0, dataset.Count)]);
        IGrouping<string?, int>[] patients = [.. Enumerable.Range(0, dataset.Count).GroupBy(i => dataset.Images[i].PatientId)];
        Assert.That(patients.Count(p => p.Select(i => context.Labels[i]).Distinct().Count() > 1), Is.GreaterThan(3), "the case has patients of both classes");
        Assert.That(patients.Select(p => p.Select(i => shuffled[i]).Distinct().Count()), Is.All.EqualTo(1));
        Assert.That(patients.Count(p => shuffled[p.First()] != Usual(context, p)), Is.GreaterThan(2), "labels change hands");
        Assert.That(patients.Sum(p => shuffled[p.First()]), Is.EqualTo(patients.Sum(p => Usual(context, p))), "no label is lost, none is made");
        Assert.That(PermutationAudit.Shuffled(Context(dataset, seed: 2), [.. Enumerable.Range(0, dataset.Count)]), Is.Not.EqualTo(shuffled));
    }

    [Test]
    public void Permutation_SameSeed_GivesTheSameFigures()
    {
        XRayDataset dataset = SomeChests.Dataset(30, (i, _) => SomeChests.Image(i));
        AuditFinding first = Audit(dataset), second = Audit(dataset);
        Assert.That(second.Classes, Is.EqualTo(first.Classes));
    }

    private static int Usual(AuditContext context, IEnumerable<int> images) =>
        images.GroupBy(i => context.Labels[i]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;

    private static AuditContext Context(XRayDataset dataset, int seed) => new(dataset, [], split: null, new AuditOptions { Folds = 2, Seed = seed });

    private static AuditFinding Audit(XRayDataset dataset) => SmallRetraining.Audit(dataset, retrainer => new PermutationAudit(retrainer));
}

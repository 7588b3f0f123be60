using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.OfModels;

namespace CovidClassifier.Tests.Auditing.OfModels;

public sealed class SubgroupAuditTests
{
    [Test]
    public void Subgroup_HalfOfTheWomenAreMissed_FailsForThem()
    {
        AuditFinding finding = Audit(200, i => i % 4 < 2 ? "F" : "M", i => i % 4 < 2 && i % 8 < 4);
        Assert.That((finding.Verdict, finding.Value), Is.EqualTo((AuditVerdict.Fail, 0.5)));
        Assert.That(finding.Sentence, Does.StartWith("The model is worse on sex F than on the rest (recall, mean over the classes, lower by 0.500"));
        Assert.That(finding.Subgroups.Where(g => g.Factor == "sex").Select(g => (g.Name, g.Images)), Is.EqualTo(new[] { ("F", 100), ("M", 100) }));
    }

    [Test]
    public void Subgroup_ErrorsEverywhereAlike_Passes() =>
        Assert.That(Audit(200, i => i % 4 < 2 ? "F" : "M", i => i % 16 < 4).Verdict, Is.EqualTo(AuditVerdict.Pass));

    [Test]
    public void Subgroup_OtherClassesInAGroup_AreNotTakenForErrors()
    {
        // every COVID-19 image is missed and no other; nearly all of the women's are of that class
        AuditFinding finding = Audit(400, i => i % 2 == 0 == i % 20 < 18 ? "F" : "M", i => i % 2 == 0);
        Assert.That((finding.Verdict, finding.Value), Is.EqualTo((AuditVerdict.Pass, 0.0)));
    }

    [TestCase(58, "M")]
    [TestCase(200, null)]
    public void Subgroup_TooFewOrUnknown_IsUnknown(int images, string? sex)
    {
        AuditFinding finding = Audit(images, i => i % 4 < 2 ? sex : sex is null ? null : "F", _ => false);
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Unknown));
        Assert.That(finding.Sentence, Does.StartWith("Cannot be judged: no group by sex, age, view or source"));
    }

    private static AuditFinding Audit(int images, Func<int, string?> sex, Func<int, bool> isMissed)
    {
        XRayImage[] all = [.. Enumerable.Range(0, images)
            .Select(i => XRayImage.FromFile($"{i}.png") with { Label = i % 2 == 0 ? "COVID-19" : "Normal", PatientId = $"p{i}", Sex = sex(i) })];
        string[] classes = ["COVID-19", "Normal"];
        LabelledPrediction Predict(XRayImage image, int i)
        {
            int predicted = isMissed(i) ? 1 - (i % 2) : i % 2;
            return new LabelledPrediction(image.Label!, classes[predicted], predicted == 0 ? [0.8, 0.2] : [0.2, 0.8], image);
        }

        var scores = new UnseenScores(new LabelledPredictions(classes, "COVID-19", all.Select(Predict)), SeenImages: 0);
        return new SubgroupAudit(scores)
            .Run(new AuditContext(SomeChests.Dataset(5, (i, _) => SomeChests.Image(i)), [], split: null, new AuditOptions()), default);
    }
}

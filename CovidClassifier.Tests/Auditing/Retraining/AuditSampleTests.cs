using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Retraining;

namespace CovidClassifier.Tests.Auditing.Retraining;

public sealed class AuditSampleTests
{
    [Test]
    public void Of_ARareClassAmongMany_KeepsItWholeAndPatientsTogether()
    {
        XRayDataset dataset =
            XRayDataset.FromImages(Enumerable.Range(0, 1000).Select(i => XRayImage.FromBytes([1], FormattableString.Invariant($"{i}.png")) with
            {
                Label = i < 15 ? "rare" : i < 400 ? "some" : "most",
                PatientId = FormattableString.Invariant($"p{i / 2}"),
            }));
        IReadOnlyList<int> sample = AuditSample.Of(new AuditContext(dataset, [], split: null, new AuditOptions()), most: 200);
        Assert.That(sample.Count(i => dataset.Images[i].Label == "rare"), Is.EqualTo(15));
        Assert.That(sample.Count(i => dataset.Images[i].Label == "some"), Is.InRange(90, 96));
        Assert.That(sample.Count, Is.InRange(190, 206));
        Assert.That(sample.GroupBy(i => dataset.Images[i].PatientId).Select(p => p.Count()), Has.All.EqualTo(2));
    }
}

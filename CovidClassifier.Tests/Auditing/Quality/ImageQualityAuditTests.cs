using CovidClassifier.Phantoms;

namespace CovidClassifier.Tests.Auditing.Quality;

public sealed class ImageQualityAuditTests
{
    private const int PerClass = 30, Planted = 3;

    private static readonly Phantom[] Phantoms = [.. new PhantomStudy { ImagesPerClass = PerClass, Size = 192, Seed = 9 }.Draw()];

    [TestCaseSource(nameof(WayNames))]
    public void Run_PlantedBadImages_ListsThemAndNoOther(string way)
    {
        (string kind, Func<Phantom, int, byte[]> spoil) = PlantedFaults.Ways[way];
        AuditFinding finding = Audit([.. Phantoms.Select((p, i) => i % 20 == 5 ? spoil(p, i / 20) : p.ToPng())]);
        Assert.That(finding.Images.Where(i => i.Kind == kind).Select(i => i.Image).Order(),
            Is.EqualTo(Enumerable.Range(0, Planted).Select(i => Name(20 * i + 5)).Order()));
        Assert.That(finding.Images.Select(i => i.Image).Except(finding.Images.Where(i => i.Kind == kind).Select(i => i.Image)), Is.Empty,
            "no sound image is listed");
        Assert.That(finding.Verdict, Is.EqualTo(kind == "text at the border" ? AuditVerdict.Pass : AuditVerdict.Fail), "3 of 60 are 10 % of a class");
    }

    [Test]
    public void Run_SoundImages_Passes()
    {
        AuditFinding finding = Audit([.. Phantoms.Select(p => p.ToPng())]);
        Assert.That((finding.Verdict, finding.Images.Count, finding.Value), Is.EqualTo((AuditVerdict.Pass, 0, 0.0)));
    }

    [Test]
    public void Properties_OneClassIsBrighter_TellTheLabel()
    {
        AuditFinding finding =
            DataAudit.Run(Dataset([.. Phantoms.Select(p => p.Label == PhantomStudy.Covid ? PlantedFaults.Gray(p, (_, _, g) => g + 45) : p.ToPng())]))
            .Findings.Single(f => f.Name == "picture property baseline");
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Fail), finding.Sentence);
    }

    private static IEnumerable<string> WayNames => PlantedFaults.Ways.Keys;

    private static AuditFinding Audit(byte[][] files) => DataAudit.Run(Dataset(files)).Findings.Single(f => f.Name == "image quality");

    private static XRayDataset Dataset(byte[][] files) => XRayDataset.FromImages(
        files.Select((file, i) => XRayImage.FromBytes(file, Name(i)) with { Label = Phantoms[i].Label, PatientId = Phantoms[i].Patient }));

    private static string Name(int number) => FormattableString.Invariant($"{number:000}.png");
}

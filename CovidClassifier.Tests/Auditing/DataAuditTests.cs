namespace CovidClassifier.Tests.Auditing;

public sealed class DataAuditTests
{
    private static AuditFinding Find(XRayDataset dataset, string name, DatasetSplit? split = null) =>
        DataAudit.Run(dataset, split).Findings.Single(f => f.Name == name);

    [Test]
    public void Run_NothingToFind_PassesEverywhere()
    {
        AuditResult report = DataAudit.Run(SomeChests.Drawn(perClass: 40));
        Assert.That(report.Findings.Where(f => f.Verdict != AuditVerdict.Pass).Select(f => f.Sentence), Is.Empty);
        Assert.That(report.Verdict, Is.EqualTo(AuditVerdict.Pass));
        Assert.That(report.Findings.Select(f => f.Name), Is.EqualTo((string[])
            ["exact duplicates", "near duplicates", "patients across the split", "source by label", "header baseline", "file size baseline", "image quality",
                "picture property baseline", "outliers", "order of the files", "age gap", "view gap"]));
        Assert.That(report.Findings, Has.All.Matches<AuditFinding>(f => f!.Rule.Length > 0 && f.Sentence.EndsWith('.')));
    }

    [Test]
    public void Header_OneClassIsLarger_FailsForItWithItsFigures()
    {
        AuditFinding finding = Find(SomeChests.Dataset(35, (i, isCovid) => SomeChests.Image(i, width: isCovid ? 25 + i % 20 : 24)), "header baseline");
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Fail));
        Assert.That(finding.Value, Is.EqualTo(1).Within(0.01));
        Assert.That(finding.Low, Is.InRange(0.85, 1), "an interval has a width even where every image is told right");
        Assert.That(finding.Sentence,
            Does.StartWith("File headers alone (width, height, format, channels, bit depth, JPEG tables) tell COVID-19 from the rest (AUROC 1.000"));
        Assert.That(finding.Classes.Select(c => (c.Label, c.Images)), Is.EqualTo(new[] { ("COVID-19", 35), ("Normal", 35) }));
    }

    [Test]
    public void Header_ColourFilesInOneClass_Fail() =>
        Assert.That(Find(SomeChests.Dataset(30, (i, isCovid) => SomeChests.Image(i, isColour: isCovid)), "header baseline").Verdict,
            Is.EqualTo(AuditVerdict.Fail));

    [Test]
    public void FileSize_OneClassCompressesWorse_OnlyWarns() =>
        Assert.That(
            Find(SomeChests.Dataset(30, (i, isCovid) => SomeChests.Image(i, isColour: isCovid)), "file size baseline").Verdict, Is.EqualTo(AuditVerdict.Warn));

    [Test]
    public void Baselines_UnderThirtyImagesAClass_AreUnknownNeverPass()
    {
        AuditResult report = DataAudit.Run(SomeChests.Drawn(perClass: 29));
        Assert.That(report.Findings.Where(f => f.Measure == "AUROC").Select(f => f.Verdict), Has.All.EqualTo(AuditVerdict.Unknown));
        Assert.That(report.Verdict, Is.EqualTo(AuditVerdict.Unknown));
    }

    [Test]
    public void Source_OneForEachClass_FailsWithItsAccuracy()
    {
        AuditFinding finding = Find(SomeChests.Dataset(30, (i, isCovid) => SomeChests.Image(i) with { Source = isCovid ? "A" : "B" }), "source by label");
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Fail));
        Assert.That(finding.Sentence, Does.Contain("is right for 100.0 % of the images; always naming the largest class, for 50.0 %."));
        Assert.That(finding.Counts, Is.EqualTo((AuditCount[])[new("A", "COVID-19", 30), new("B", "Normal", 30)]));
    }

    [Test]
    public void Source_NotKnown_IsUnknown() => Assert.That(
        Find(SomeChests.Dataset(30, (i, _) => SomeChests.Image(i) with { Source = null }), "source by label").Verdict, Is.EqualTo(AuditVerdict.Unknown));

    [Test]
    public void View_KnownForFourFifths_IsUnknownWhereItWouldPass() => Assert.That(
        Find(SomeChests.Dataset(50, (i, _) => SomeChests.Image(i) with { View = i % 10 < 2 ? null : "PA" }), "view gap").Verdict,
        Is.EqualTo(AuditVerdict.Unknown));

    [Test]
    public void Age_ChildrenOnOneSide_Fail()
    {
        AuditFinding finding = Find(SomeChests.Dataset(40, (i, isCovid) => SomeChests.Image(i) with { Age = isCovid ? 50 : 4 }), "age gap");
        Assert.That((finding.Verdict, finding.Value), Is.EqualTo((AuditVerdict.Fail, 1.0)));
        Assert.That(finding.Sentence, Does.StartWith("Children are 100 % of Normal and 0 % of COVID-19"));
    }

    [Test]
    public void Patients_OneOnTwoSidesOfTheSplit_Fails()
    {
        XRayDataset dataset = SomeChests.Dataset(30, (i, _) => SomeChests.Image(i) with { PatientId = i < 2 ? "torn" : $"p{i}" });
        DatasetSplit torn = new(Part(dataset, i => i % 3 == 0), Part(dataset, i => i % 3 == 1), Part(dataset, i => i % 3 == 2), 0, [], []);
        AuditFinding finding = Find(dataset, "patients across the split", torn);
        Assert.That((finding.Verdict, finding.Value), Is.EqualTo((AuditVerdict.Fail, 1.0)));
        Assert.That(finding.Sentence, Does.Contain("torn"));
        Assert.That(Find(dataset, "patients across the split", dataset.Split()).Verdict, Is.EqualTo(AuditVerdict.Pass));
    }

    [Test]
    public void Patients_NotKnown_AreUnknown() => Assert.That(
        Find(SomeChests.Dataset(30, (i, _) => SomeChests.Image(i) with { PatientId = null }), "patients across the split").Verdict,
            Is.EqualTo(AuditVerdict.Unknown));

    [TestCase(1, AuditVerdict.Fail, TestName = "ExactDuplicates_AcrossClasses_Fail")]
    [TestCase(2, AuditVerdict.Warn, TestName = "ExactDuplicates_OfOneClassAndPatient_Warn")]
    public void ExactDuplicates(int copyOfFirst, AuditVerdict verdict)
    {
        XRayDataset dataset = SomeChests.Dataset(30, (i, _) => SomeChests.Image(i == copyOfFirst ? 0 : i));
        AuditFinding finding = Find(dataset, "exact duplicates");
        Assert.That((finding.Verdict, finding.Value), Is.EqualTo((verdict, 1.0)));
        Assert.That((finding.Pairs[0].First, finding.Pairs[0].Second, finding.Pairs[0].IsAcrossClasses), Is.EqualTo(("0.png", "0.png", copyOfFirst == 1)));
    }

    [Test]
    public void NearDuplicates_AcrossTheSplit_FailAndNameThePair()
    {
        XRayDataset dataset = SomeChests.Dataset(
            30, (i, _) => i == 2 ? XRayImage.FromBytes(SomeChests.Png(0, 48, 48), "copy.png") with { PatientId = "other" } : SomeChests.Image(i, 96, 96));
        DatasetSplit split = new(Part(dataset, i => i > 1), Part(dataset, i => i == 1), Part(dataset, i => i == 0), 0, [], []);
        AuditFinding finding = Find(dataset, "near duplicates", split);
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Fail));
        Assert.That(finding.Pairs.Select(p => (p.First, p.Second, p.IsAcrossParts, p.IsMirrored)), Is.EqualTo(new[] { ("0.png", "copy.png", true, false) }));
    }

    [Test]
    public void Run_OneClass_IsRefused() => Assert.That(
        () => DataAudit.Run(XRayDataset.FromImages([SomeChests.Image(0) with { Label = "Normal" }])), Throws.TypeOf<DatasetException>());

    [Test]
    public void Run_DarkCovidNet_HeaderAndSourceFailForCovid()
    {
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet"));
        AuditResult report = DataAudit.Run(dataset);
        AuditFinding header = report.Findings.Single(f => f.Name == "header baseline");
        Assert.That(header.Verdict, Is.EqualTo(AuditVerdict.Fail));
        Assert.That(header.Classes.Single(c => c.Label == "COVID-19").Value, Is.GreaterThanOrEqualTo(0.99));
        Assert.That(report.Findings.Single(f => f.Name == "source by label").Verdict, Is.EqualTo(AuditVerdict.Fail));
    }

    private static XRayDataset Part(XRayDataset dataset, Func<int, bool> takes) =>
        new() { Name = "part", Root = null, Images = [.. dataset.Images.Where((_, i) => takes(i))], ClassNames = dataset.ClassNames, Counts = new(0, 0, 0) };
}

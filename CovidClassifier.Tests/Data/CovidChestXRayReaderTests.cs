using CovidClassifier.Data;

namespace CovidClassifier.Tests.Data;

public sealed class CovidChestXRayReaderTests
{
    private const string Header = "patientid,offset,sex,age,finding,view,modality,location,folder,filename,license,clinical_notes,";
    private static readonly DatasetOptions Allowing = new() { AllowProblems = true };

    [Test]
    public void FromCovidChestXRay_MadeUpRows_FollowTheDefaults()
    {
        using TempFolder folder = new TempFolder().Images("images/a.png", "images/b.png", "images/l.png", "images/ct.png", "images/n.png").Text(
            "metadata.csv",
            Header,
            "2,0,M,65,\"COVID-19, ARDS\",PA,X-ray,Italy,images,a.png,,\"a note\nof two lines\",",
            "3,,F,,SARS,AP Supine,X-ray,,images,b.png,,,",
            "3,,F,,SARS,L,X-ray,,images,l.png,,,",
            "4,,,,COVID-19,Axial,CT,,images,ct.png,,,",
            "5,,,,No Finding,PA,X-ray,,images,n.png,,,");
        XRayDataset dataset = XRayDataset.FromCovidChestXRay(folder.Root);
        Assert.That(dataset.Images.Select(i => (i.Label, i.PatientId, i.View, i.Age, i.Sex, i.Source)), Is.EqualTo(new[]
        {
            ("COVID-19", "2", "PA", (double?)65, "M", "covid-chestxray-dataset"),
            ("Other", "3", "AP Supine", null, "F", "covid-chestxray-dataset"),
            ("Other", "5", "PA", null, (string?)null, "covid-chestxray-dataset"),
        }));
        Assert.That(dataset.LeftOut, Is.EqualTo(new LeftOut[] { new("view is L", 1), new("modality is CT", 1) }));
        Assert.That(dataset.Problems, Is.Empty);
        Assert.That(dataset.Counts, Is.EqualTo(new DatasetCounts(5, 5, 5)));
    }

    [Test]
    public void FromCovidChestXRay_CallersRule_DecidesRowsAndClasses()
    {
        using TempFolder folder = new TempFolder().Images("images/a.png", "images/l.png", "images/n.png").Text(
            "metadata.csv", Header,
            "2,0,M,65,COVID-19,PA,X-ray,,images,a.png,,,", "3,,F,,SARS,L,X-ray,,images,l.png,,,", "5,,,,No Finding,PA,X-ray,,images,n.png,,,");
        XRayDataset dataset = XRayDataset.FromCovidChestXRay(folder.Root, new CovidChestXRayFilter { KeepsView = _ => true, ClassOf = finding => finding });
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal", "SARS" }));
        Assert.That(dataset.Count, Is.EqualTo(3));
    }

    [Test]
    public void FromCovidChestXRay_GapsOfEveryKind_AreAllListed()
    {
        using TempFolder folder = new TempFolder().Images("images/a.png", "images/b.png", "images/c.png", "images/unlisted.png").Text(
            "metadata.csv", Header,
            "287,,,,Legionella,PA,X-ray,,images,a.png,,,",
            "340,,,,Legionella,PA,X-ray,,images,a.png,,,",
            "340,,,,Legionella,PA,X-ray,,images,b.png,,,",
            "6,,,,COVID-19,,CT,,volumes,gone.nii.gz,,,",
            "7,,,,todo,PA,X-ray,,images,c.png,,,",
            "8,,,,COVID-19,PA,X-ray,,images,,,,");
        XRayDataset dataset = XRayDataset.FromCovidChestXRay(folder.Root, options: Allowing);
        Assert.That(dataset.Problems.Select(p => (p.Kind, p.Row)), Is.EquivalentTo(new[]
        {
            (DatasetProblemKind.SharedByPatients, (int?)3), (DatasetProblemKind.MissingImage, 5), (DatasetProblemKind.UnknownLabel, 6),
            (DatasetProblemKind.MissingImage, 7), (DatasetProblemKind.UnlistedImage, null),
        }));
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { "287", "287" }));
        Assert.That(dataset.Counts, Is.EqualTo(new DatasetCounts(6, 4, 3)));
        Assert.That(() => XRayDataset.FromCovidChestXRay(folder.Root), Throws.InstanceOf<DatasetException>());
    }

    [TestCase("COVID-19", "COVID-19")]
    [TestCase("Pneumonia/Viral/COVID-19", "COVID-19")]
    [TestCase("covid 19, ARDS", "COVID-19")]
    [TestCase("SARS", "Other")]
    [TestCase("No Finding", "Other")]
    [TestCase("todo", null)]
    [TestCase("Unknown", null)]
    public void CovidOrOther_Finding_IsItsClass(string finding, string? expected) =>
        Assert.That(CovidChestXRayFilter.CovidOrOther(finding), Is.EqualTo(expected));

    [Test]
    public void FromCovidChestXRay_RealCopy_EveryRowIsAccountedFor()
    {
        string path = SharedFolder.Path("data/covid-chestxray-dataset");
        XRayDataset dataset = XRayDataset.FromCovidChestXRay(path, options: Allowing);
        Assert.That(dataset.Counts, Is.EqualTo(new DatasetCounts(Rows: 443, RowsWithImage: 422, Files: 420)));
        Assert.That(dataset.Problems.Count(p => p.Kind == DatasetProblemKind.MissingImage), Is.EqualTo(21));
        Assert.That(dataset.Problems.Where(p => p.Kind == DatasetProblemKind.SharedByPatients).Select(p => Path.GetFileName(p.Path)),
            Is.EqualTo(new[] { "000001-27.jpg", "000002-29.jpg" }));
        Assert.That(dataset.Problems, Has.Count.EqualTo(23));
        Assert.That(dataset.Images.Count(i => i.PatientId == "287"), Is.EqualTo(1));
        Assert.That(dataset.Images.Any(i => i.PatientId == "340"), Is.False);
        Assert.That(dataset.Warnings, Is.EqualTo(new[] { "Patients 287, 340 claim the same files and are taken as one patient, 287." }));
        Assert.That(dataset.Images.Count(i => i.Label == "COVID-19"), Is.EqualTo(285));
        Assert.That(dataset.Count, Is.EqualTo(352), "353 kept rows, two of one file");
        Assert.That(dataset.Count + 1 + dataset.LeftOut.Sum(l => l.Count) + 21, Is.EqualTo(443), "nothing vanishes");
        Assert.That(DatasetSummary.Of(dataset).Sources, Is.EqualTo(new Dictionary<string, int> { ["covid-chestxray-dataset"] = 352 }));
    }

    [Test]
    public void FromCovidChestXRay_RealCopyWithoutAllowing_ErrorNamesRowsAndTheWayOut()
    {
        string path = SharedFolder.Path("data/covid-chestxray-dataset");
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromCovidChestXRay(path));
        Assert.That(e!.Problems, Has.Count.EqualTo(23));
        Assert.That(e.Message, Does.StartWith("Dataset 'covid-chestxray-dataset' has 23 problems (21 MissingImage, 2 SharedByPatients): '")
            .And.Contain("(row ").And.Contain("; and 18 more; ").And.Contain("allowing problems"));
    }
}

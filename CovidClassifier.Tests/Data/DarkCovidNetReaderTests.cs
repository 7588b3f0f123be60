using CovidClassifier.Data;

namespace CovidClassifier.Tests.Data;

public sealed class DarkCovidNetReaderTests
{
    private const string Header = "patientid,finding,view,modality,folder,filename,age,sex";

    [Test]
    public void FromDarkCovidNet_MadeUpTree_PatientsComeFromNamesAndTheTableBeside()
    {
        using TempFolder folder = new TempFolder()
            .Images("d/Covid-19/one.png", "d/Covid-19/TWO.png", "d/Covid-19/three.jpg", "d/Covid-19/new.png", "d/Covid-19/twin.png")
            .Images("d/No_findings/00000001_000.png", "d/Pneumonia/00000001_002.png", "d/Pneumonia/renamed.png")
            .Text("covid-chestxray-dataset/metadata.csv", Header, "4,COVID-19,PA,X-ray,images,one.png,65,M", "5,COVID-19,AP,X-ray,images,two.png,,",
                "6,COVID-19,AP,X-ray,images,three.jpeg,,", "7,COVID-19,AP,X-ray,images,twin.jpg,,", "8,COVID-19,AP,X-ray,images,Twin.jpeg,,",
                "9,COVID-19,AP,X-ray,images,one.png,,");
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(folder["d"]);
        Assert.That(dataset.Images.Select(i => (Path.GetFileName(i.Name), i.Label, i.PatientId, i.Source)), Is.EqualTo(new[]
        {
            ("TWO.png", "COVID-19", "5", "covid-chestxray-dataset"), ("new.png", "COVID-19", null, "covid-chestxray-dataset"),
            ("one.png", "COVID-19", "4", "covid-chestxray-dataset"), ("three.jpg", "COVID-19", "6", "covid-chestxray-dataset"),
            ("twin.png", "COVID-19", null, "covid-chestxray-dataset"),
            ("00000001_000.png", "Normal", "00000001", "NIH ChestX-ray8"), ("00000001_002.png", "Pneumonia", "00000001", "NIH ChestX-ray8"),
            ("renamed.png", "Pneumonia", (string?)null, "NIH ChestX-ray8"),
        }));
        Assert.That((dataset.Images[2].View, dataset.Images[2].Age, dataset.Images[2].Sex), Is.EqualTo(("PA", (double?)65, "M")));
        Assert.That(dataset.KnownPatientShare, Is.EqualTo(5.0 / 8));
    }

    [Test]
    public void FromDarkCovidNet_TableGiven_WinsOverTheOneBeside()
    {
        using TempFolder folder = new TempFolder().Images("d/Covid-19/one.png", "d/No_findings/00000001_000.png")
            .Text("covid-chestxray-dataset/metadata.csv", Header, "4,COVID-19,PA,X-ray,images,one.png,,")
            .Text("mine/metadata.csv", Header, "44,COVID-19,PA,X-ray,images,one.png,,");
        Assert.That(XRayDataset.FromDarkCovidNet(folder["d"], folder["mine"]).Images[0].PatientId, Is.EqualTo("44"));
        Assert.That(XRayDataset.FromDarkCovidNet(folder["d"], folder["mine/metadata.csv"]).Images[0].PatientId, Is.EqualTo("44"));
        Assert.That(() => XRayDataset.FromDarkCovidNet(folder["d"], folder["absent.csv"]), Throws.InstanceOf<DatasetException>());
    }

    [Test]
    public void FromDarkCovidNet_WithoutTable_CovidPatientsStayUnknown()
    {
        using TempFolder folder = new TempFolder().Images("d/Covid-19/one.png", "d/No_findings/00000001_000.png");
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(folder["d"]);
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { null, "00000001" }));
        Assert.That(dataset.Split(0, 0.5).Warnings[0], Does.StartWith("The patient is unknown for 1 of 2 images"));
    }

    [Test]
    public void FromDarkCovidNet_FolderOfAnotherName_IsAProblem()
    {
        using TempFolder folder = new TempFolder().Images("Covid-19/one.png", "No_findings/00000001_000.png", "Extra/x.png");
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromDarkCovidNet(folder.Root));
        Assert.That(e!.Problems.Single().Reason, Is.EqualTo("folder 'Extra' is not one of: Covid-19, No_findings, Pneumonia"));
    }

    [Test]
    public void FromDarkCovidNet_RealCopy_HasTheKnownPatients()
    {
        SharedFolder.Path("data/covid-chestxray-dataset/metadata.csv");
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet"));
        HashSet<string?> Patients(string label) => [.. dataset.Images.Where(i => i.Label == label).Select(i => i.PatientId)];
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal", "Pneumonia" }));
        Assert.That(DatasetSummary.Of(dataset).Classes, Is.EqualTo(new Dictionary<string, int> { ["COVID-19"] = 91, ["Normal"] = 296, ["Pneumonia"] = 274 }));
        Assert.That(Patients("COVID-19"), Has.Count.EqualTo(56));
        Assert.That(Patients("Normal").Intersect(Patients("Pneumonia")).Count(), Is.EqualTo(10));
        Assert.That(dataset.KnownPatientShare, Is.EqualTo(1));
        Assert.That((dataset.Problems.Count, dataset.Warnings.Count), Is.EqualTo((0, 0)));
        XRayDataset two = dataset.WithClasses("Covid-19", "No_findings");
        Assert.That((two.Count, two.LeftOut.Single()), Is.EqualTo((387, new LeftOut("class Pneumonia is not chosen", 274))));
    }
}

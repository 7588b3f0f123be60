using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Patients;

namespace CovidClassifier.Tests.Data.Patients;

public sealed class PatientIdentityTests
{
    [TestCase("12", "12.0")]
    [TestCase("12", "012")]
    [TestCase("12", "12,00")]
    [TestCase("12", " 12 ")]
    [TestCase("P01", "p01")]
    [TestCase("P01", "P1")]
    [TestCase("P01", "P-01")]
    [TestCase("P01", "p_1")]
    [TestCase("A07", "A7")]
    [TestCase("Site 1/Patient 2", "site_1-patient_02")]
    [TestCase("M\u00FCller 3", "Mu\u0308ller 3")]
    [TestCase("0", "000")]
    public void Spelling_OfOneIdentifier_IsOne(string one, string other) => Assert.That(PatientSpelling.KeyOf(one), Is.EqualTo(PatientSpelling.KeyOf(other)));

    [TestCase("12", "120")]
    [TestCase("12", "12.5")]
    [TestCase("1-1", "11")]
    [TestCase("P1", "P11")]
    [TestCase("P10", "P1")]
    [TestCase("A1", "B1")]
    [TestCase("0f2b9fbd", "f2b9fbd")]
    [TestCase("1.2.840", "12840")]
    public void Spelling_OfTwoIdentifiers_AreTwo(string one, string other) => Assert.That(PatientSpelling.KeyOf(one),
        Is.Not.EqualTo(PatientSpelling.KeyOf(other)));

    [TestCase("NA")]
    [TestCase("n/a")]
    [TestCase("#N/A")]
    [TestCase("<NA>")]
    [TestCase("nan")]
    [TestCase("None")]
    [TestCase("unknown")]
    [TestCase("-")]
    [TestCase("?")]
    [TestCase("0")]
    [TestCase("0.0")]
    [TestCase("-1")]
    [TestCase("-999")]
    [TestCase("Anonymous")]
    [TestCase("ANONYMOUS^^^")]
    [TestCase("not available")]
    public void Placeholder_ForAPatient_IsNobody(string id)
    {
        Assert.That(Placeholders.IsNoPatient(id), Is.True);
        XRayDataset dataset = XRayDataset.FromImages([SomeImages.Image("A", id), SomeImages.Image("B", "P7")]);
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { null, "P7" }));
        Assert.That(dataset.Warnings, Has.One.StartsWith("1 image has a placeholder for a patient"));
    }

    [TestCase("ANON196")]
    [TestCase("X")]
    [TestCase("10")]
    [TestCase("patient 0")]
    [TestCase("Nan Wang")]
    public void Placeholder_NamesThatOnlyLookLikeOne_ArePatients(string id) => Assert.That(Placeholders.IsNoPatient(id), Is.False);

    [Test]
    public void Placeholder_ForSexViewAndSource_IsUnknown()
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png").Text("t.csv", "file,label,sex,view,source,age", "a.png,A,Unknown,N/A,?,nan",
            "b.png,B,F,PA,Berlin,40");
        XRayImage image = XRayDataset.FromCsv(folder["t.csv"]).Images[0];
        Assert.That((image.Sex, image.View, image.Source, image.Age), Is.EqualTo((default(string), default(string), default(string), default(double?))));
    }

    [TestCase("images/00001234_005.png", "00001234")]
    [TestCase("20200105_001.png", null)]
    [TestCase("train/PNEUMONIA/person12_virus_34.jpeg", "person12_virus")]
    [TestCase("NORMAL2-IM-0129-0001.jpeg", "NORMAL2-IM-0129")]
    [TestCase("CheXpert-v1.0/train/patient00042/study1/view1_frontal.jpg", "patient00042")]
    [TestCase("patient00042_study1_view1_frontal.jpg", "patient00042")]
    [TestCase("files/p10/p10000032/s50414267/02aa804e.jpg", "p10000032")]
    [TestCase("MCUCXR_0001_0.png", "MCUCXR_0001")]
    [TestCase("CHNCXR_0327_1.png", "CHNCXR_0327")]
    [TestCase("COVID-00003a.jpg", "COVID-00003")]
    [TestCase("COVID-1.png", null)]
    [TestCase("scan.png", null)]
    public void Name_OfAPublicCollection_HoldsThePatient(string path, string? patient) => Assert.That(PatientNames.Of(path), Is.EqualTo(patient));

    [TestCase("([^/]+)/[^/]+$", "anna", "bert")]
    [TestCase("(?<patient>[a-z]+)/\\d", "anna", "bert")]
    [TestCase("[a-z]{4}(?=/\\d)", "anna", "bert")]
    public void Pattern_Given_FindsThePatient(string pattern, string one, string two)
    {
        using TempFolder folder = new TempFolder().Images("COVID/anna/1.png", "Normal/bert/2.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root, options: new DatasetOptions { PatientPattern = pattern });
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { one, two }));
    }

    [Test]
    public void Pattern_ThatFitsNotAll_IsCounted()
    {
        using TempFolder folder = new TempFolder().Images("COVID/anna_1.png", "Normal/2.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root, options: new DatasetOptions { PatientPattern = "([a-z]+)_" });
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { "anna", null }));
        Assert.That(dataset.Warnings, Has.One.Contains("fits not 1 image (for example 'Normal/2.png')"));
    }

    [Test]
    public void Pattern_ThatIsNone_IsRefused() =>
        Assert.That(() => new DatasetOptions { PatientPattern = "(" },
            Throws.ArgumentException.With.Message.StartsWith("The patient pattern must be a regular expression, got '('"));

    [Test]
    public void Pattern_ThatNeverEnds_IsRefused()
    {
        using TempFolder folder = new TempFolder().Images($"COVID/{new string('a', 60)}!.png", "Normal/2.png");
        Assert.That(() => XRayDataset.Open(folder.Root, options: new DatasetOptions { PatientPattern = "(a+)+$" }),
            Throws.InstanceOf<DatasetException>().With.Message.Contains("takes too long"));
    }

    [Test]
    public void Contradictions_UnderOneIdentifier_AreReported()
    {
        XRayImage Image(string patient, string? sex, double? age) => SomeImages.Image("A", patient) with { Sex = sex, Age = age };
        XRayDataset dataset = XRayDataset.FromImages([Image("1", "M", 30), Image("1", "F", 31), Image("2", null, 5), Image("2", "F", 60),
            Image("3", "M", 40), Image("3", "M", 52)]);
        Assert.That(dataset.Warnings, Has.One.StartsWith("1 patient is of more than one sex (for example '1': F and M)"));
        Assert.That(dataset.Warnings, Has.One.StartsWith("1 patient is of ages more than 15 years apart (for example '2': 5 and 60)"));
    }
}

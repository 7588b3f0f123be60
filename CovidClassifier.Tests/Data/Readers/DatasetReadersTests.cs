namespace CovidClassifier.Tests.Data.Readers;

/// <summary>One conformance test for every dataset that is read, and what a few do beyond it.</summary>
public sealed class DatasetReadersTests
{
    private static IEnumerable<TestCaseData> Fixtures() => DatasetFixtures.All.Select(f => new TestCaseData(f).SetArgDisplayNames(f.Format));

    [Test]
    public void Fixtures_AreThere_ForEveryPublicDataset() =>
        Assert.That(DatasetFixtures.All.Select(f => f.Format), Is.EquivalentTo(XRayDataset.Known.Where(k => k.Licence is not null).Select(k => k.Format)));

    [TestCaseSource(nameof(Fixtures))]
    public void Open_EachDataset_IsRecognisedAndAccountedFor(object given)
    {
        var fixture = (DatasetFixture)given;
        using TempFolder folder = new();
        fixture.Write(folder);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        int Count(DatasetPart part) => dataset.Images.Count(i => i.GivenPart == part);
        Assert.That(dataset.Format, Is.EqualTo(fixture.Format));
        Assert.That(DatasetFixture.Describe(dataset), Is.EqualTo(fixture.Classes));
        Assert.That(DatasetFixture.PatientsOf(dataset), Is.EqualTo(fixture.Patients), "patients");
        Assert.That(dataset.LeftOut.Sum(l => l.Count), Is.EqualTo(fixture.LeftOut), string.Join("; ", dataset.LeftOut));
        Assert.That((Count(DatasetPart.Training), Count(DatasetPart.Validation), Count(DatasetPart.Test)), Is.EqualTo(fixture.Parts), "parts");
        Assert.That(XRayDataset.Open(folder.Root, fixture.Format).Count, Is.EqualTo(dataset.Count), "named");
    }

    [Test]
    public void Known_EveryDataset_IsDescribed()
    {
        foreach (DatasetDescription known in XRayDataset.Known)
        {
            Assert.That(new[] { known.Format, known.Title, known.Classes, known.Layout, known.Patients }, Has.All.Not.Empty);
            Assert.That(new object?[] { known.Images, known.Licence, known.Citation, known.Page }.Count(f => f is null), Is.EqualTo(0).Or.EqualTo(4),
                known.Format);
        }
    }

    [Test]
    public void Open_TwoLayoutsThatFit_AreBothNamed()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "nih-chestxray14").Write(folder);
        DatasetFixtures.All.Single(f => f.Format == "darkcovidnet").Write(folder);
        Assert.That(() => XRayDataset.Open(folder.Root),
            Throws.InstanceOf<DatasetException>().With.Message.Contains("darkcovidnet").And.Message.Contains("nih-chestxray14"));
        Assert.That(XRayDataset.Open(folder.Root, "nih-chestxray14").Count, Is.EqualTo(4));
    }

    [Test]
    public void Open_ManifestInAPublicDataset_IsNotChosenInSilence()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "covid-chestxray").Write(folder);
        folder.Text("manifest.csv", "file,label", "images/a.jpeg,COVID-19");
        Assert.That(() => XRayDataset.Open(folder.Root),
            Throws.InstanceOf<DatasetException>().With.Message.Contains("covid-chestxray").And.Message.Contains("csv"));
    }

    [Test]
    public void Nih_LabelRuleGiven_ReplacesTheDatasetsOwn()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "nih-chestxray14").Write(folder);
        XRayDataset dataset = XRayDataset.Open(folder.Root, options: new DatasetOptions { LabelRule = LabelRule.Parse("Emphysema > No Finding") });
        Assert.That(DatasetFixture.Describe(dataset), Is.EqualTo("Emphysema 1, Normal 2"));
        Assert.That(dataset.LeftOut.Single().Reason, Does.Contain("none of the labels of the rule"));
        Assert.That((dataset.Images[0].Age, dataset.Images[0].Sex, dataset.Images[0].View), Is.EqualTo(((double?)58, "M", "PA")));
    }

    [Test]
    public void CheXpert_UncertainLabels_FollowTheRule()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "chexpert").Write(folder);
        LabelRule rule = LabelRule.Priority("Pneumonia", "No Finding", LabelRule.AnyOther);
        int Pneumonia(UncertainLabels uncertain) =>
            XRayDataset.Open(folder.Root, options: new DatasetOptions { LabelRule = rule.WithUncertain(uncertain) }).Images.Count(i => i.Label == "Pneumonia");
        Assert.That((Pneumonia(UncertainLabels.LeaveOut), Pneumonia(UncertainLabels.Positive), Pneumonia(UncertainLabels.Negative)), Is.EqualTo((1, 2, 1)));
    }

    [Test]
    public void Mimic_PackedTables_AreRead()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "mimic-cxr-jpg").Write(folder);
        foreach (string table in Directory.GetFiles(folder.Root, "*.csv"))
        {
            folder.Packed(Path.GetFileName(table) + ".gz", File.ReadAllBytes(table));
            File.Delete(table);
        }

        Assert.That(DatasetFixture.Describe(XRayDataset.Open(folder.Root)), Is.EqualTo("Normal 1, Other 1, Pneumonia 1"));
    }

    [Test]
    public void Radiography_TableReplaced_KeepsTheDatasetsOwnClasses()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "covid-radiography-database").Write(folder);
        LabelTable labels = LabelTable.Default.With("Lung Opacity", "Lung_Opacity");
        Assert.That(XRayDataset.Open(folder.Root, options: new DatasetOptions { Labels = labels }).ClassNames,
            Is.EqualTo(new[] { "COVID-19", "Lung Opacity", "Normal", "Pneumonia" }));
    }

    [Test]
    public void Rsna_WithoutMapping_KnowsNoPatient()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "rsna-pneumonia").Write(folder);
        File.Delete(folder["pneumonia-challenge-dataset-mappings_2018.json"]);
        Assert.That(XRayDataset.Open(folder.Root).KnownPatientShare, Is.Zero);
    }

    [Test]
    public void Montgomery_Readings_GiveSexAndAge()
    {
        using TempFolder folder = new();
        DatasetFixtures.All.Single(f => f.Format == "montgomery-tb").Write(folder);
        Assert.That(XRayDataset.Open(folder.Root).Images.Select(i => (i.Sex, i.Age)), Is.EqualTo(new[] { ("F", (double?)27), ("M", (double?)40) }));
    }

    [Test]
    public void Hannover_RealCopy_IsReadWhole()
    {
        XRayDataset dataset = XRayDataset.Open(SharedFolder.Path("data/covid-19-image-repository"));
        Assert.That((dataset.Format, dataset.Count, dataset.KnownPatientShare), Is.EqualTo(("covid-19-image-repository", 139, 1.0)));
    }
}

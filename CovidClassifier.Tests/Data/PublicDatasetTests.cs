namespace CovidClassifier.Tests.Data;

public sealed class PublicDatasetTests
{
    private static readonly DatasetOptions Lenient = new() { AllowProblems = true };

    private static IEnumerable<(string, string?, string?, string?, DatasetPart?)> Facts(XRayDataset dataset) =>
        dataset.Images.Select(i => (Path.GetFileName(i.Name), i.Label, i.PatientId, i.Source, i.GivenPart));

    [TestCase(",X_ray_image_name,Label,Dataset_type,Label_2_Virus_category,Label_1_Virus_category", TestName = "CoronaHack_FirstColumns")]
    [TestCase("Unnamed: 0,X_ray_image_name,Label,Dataset_type,Label_1_Virus_category,Label_2_Virus_category", TestName = "CoronaHack_OtherColumns")]
    public void CoronaHack(string header)
    {
        bool isOther = header.StartsWith('U');
        using TempFolder folder = new TempFolder()
            .Images("Coronahack-Chest-XRay-Dataset/Coronahack-Chest-XRay-Dataset/train/IM-0128-0001.jpeg",
                "Coronahack-Chest-XRay-Dataset/Coronahack-Chest-XRay-Dataset/train/c.jpg",
                "Coronahack-Chest-XRay-Dataset/Coronahack-Chest-XRay-Dataset/test/person5_virus_9.jpeg")
            .Text("Chest_xray_Corona_Metadata.csv", header, "0,IM-0128-0001.jpeg,Normal,TRAIN,,",
                isOther ? "1,c.jpg,Pnemonia,TRAIN,Virus,COVID-19" : "1,c.jpg,Pnemonia,TRAIN,COVID-19,Virus",
                isOther ? "2,person5_virus_9.jpeg,Pnemonia,TEST,Virus," : "2,person5_virus_9.jpeg,Pnemonia,TEST,,Virus", "3,gone.jpeg,Normal,TEST,,");
        Assert.That(XRayDataset.Detect(folder.Root), Is.EqualTo("coronahack"));
        XRayDataset dataset = XRayDataset.Open(folder.Root, "coronahack", Lenient);
        Assert.That(Facts(dataset), Is.EqualTo(new (string, string?, string?, string?, DatasetPart?)[]
        {
            ("IM-0128-0001.jpeg", "Normal", "IM-0128", "Kermany 2018", DatasetPart.Training),
            ("c.jpg", "COVID-19", null, "covid-chestxray-dataset", DatasetPart.Training),
            ("person5_virus_9.jpeg", "Pneumonia", "person5_virus", "Kermany 2018", DatasetPart.Test),
        }));
        Assert.That(dataset.Problems.Select(p => (p.Kind, p.Row)), Is.EqualTo(new[] { (DatasetProblemKind.MissingImage, (int?)5) }));
    }

    [Test]
    public void CoronaHack_RealTable_AccountsForEveryRow()
    {
        using TempFolder folder = new TempFolder().Images("train/IM-0128-0001.jpeg");
        File.Copy(SharedFolder.Path("data/coronahack/Chest_xray_Corona_Metadata.csv"), folder["Chest_xray_Corona_Metadata.csv"]);
        XRayDataset dataset = XRayDataset.Open(folder.Root, options: Lenient);
        Assert.That((dataset.Count, dataset.Problems.Count, dataset.Counts.Rows), Is.EqualTo((1, dataset.Counts.Rows - 1, dataset.Counts.Rows)));
    }

    [Test]
    public void Covidx_BothListVersions_AreRead()
    {
        using TempFolder folder = new TempFolder().Images("train/a b.png", "test/c.png", "test/d.png")
            .Text("train_COVIDx9A.txt", "7 a b.png COVID-19 cohen", "broken line")
            .Text("test_COVIDx9A.txt", "8 c.png normal", "9 d.png negative rsna");
        Assert.That(XRayDataset.Detect(folder.Root), Is.EqualTo("covidx"));
        XRayDataset dataset = XRayDataset.Open(folder.Root, "covidx", Lenient);
        Assert.That(Facts(dataset), Is.EquivalentTo(new (string, string?, string?, string?, DatasetPart?)[]
        {
            ("a b.png", "COVID-19", "7", "cohen", DatasetPart.Training), ("c.png", "Normal", "8", null, DatasetPart.Test),
                ("d.png", "Other", "9", "rsna", DatasetPart.Test),
        }));
        Assert.That(dataset.Problems.Select(p => p.Kind), Is.EqualTo(new[] { DatasetProblemKind.MalformedRow }));
    }

    [Test]
    public void CovidxCt_RealLists_GiveClassPatientBoxAndSource()
    {
        string[] lists = ["test_COVIDx_CT-2A.txt", "val_COVIDx_CT-2A.txt", "metadata.csv"];
        using TempFolder folder = new TempFolder().Images(
            "2A_images/NCP_341_1834_0022.png", "2A_images/normalcd3_patient420_SR_2_IM00035.png", "2A_images/CP_1222_3440_0075.png");
        foreach (string list in lists)
        {
            File.Copy(SharedFolder.Path($"data/covidx-ct-2/{list}"), folder[list]);
        }

        Assert.That(XRayDataset.Detect(folder.Root), Is.EqualTo("covidx-ct"));
        XRayDataset dataset = XRayDataset.Open(folder.Root, "covidx-ct", Lenient);
        Assert.That(dataset.Images.Select(i => (i.Label, i.PatientId, i.GivenPart, i.Box)), Is.EqualTo(new[]
        {
            ("COVID-19", "NCP_341", DatasetPart.Test, new ImageBox(0, 130, 512, 429)),
            ("Normal", "normalcd3_patient420", DatasetPart.Test, new ImageBox(69, 69, 427, 373)),
            ("Pneumonia", "CP_1222", DatasetPart.Validation, new ImageBox(6, 65, 477, 394)),
        }));
        Assert.That(dataset.Problems, Has.Count.EqualTo(15));
    }

    [Test]
    public void CovidCt_Lists_GiveThePartAndUnlistedFilesAreReported()
    {
        using TempFolder folder = new TempFolder()
            .Images("Images-processed/CT_COVID/a, b.png", "Images-processed/CT_COVID/unlisted.png", "Images-processed/CT_NonCOVID/1.jpg")
            .Text("Data-split/COVID/trainCT_COVID.txt", "a, b.png").Text("Data-split/NonCOVID/valCT_NonCOVID.txt", "1.jpg", "2.jpg");
        Assert.That(XRayDataset.Detect(folder.Root), Is.EqualTo("covid-ct"));
        XRayDataset dataset = XRayDataset.Open(folder.Root, "covid-ct", Lenient);
        Assert.That(Facts(dataset), Is.EqualTo(new (string, string?, string?, string?, DatasetPart?)[]
        {
            ("a, b.png", "COVID-19", null, null, DatasetPart.Training), ("1.jpg", "Other", null, null, DatasetPart.Validation),
        }));
        Assert.That(dataset.Problems.Select(p => p.Kind), Is.EquivalentTo(new[] { DatasetProblemKind.UnlistedImage, DatasetProblemKind.MissingImage }));
    }

    [Test]
    public void CovidXRay5K_Folders_GiveThePart()
    {
        using TempFolder folder =
            new TempFolder().Images("train/covid/a.png", "train/non/patient00001_study1_view1_frontal.jpg", "test/covid/b.png", "test/non/x.png");
        Assert.That(XRayDataset.Detect(folder.Root), Is.EqualTo("covid-xray-5k"));
        Assert.That(Facts(XRayDataset.Open(folder.Root)), Is.EquivalentTo(new (string, string?, string?, string?, DatasetPart?)[]
        {
            ("a.png", "COVID-19", null, "covid-chestxray-dataset", DatasetPart.Training),
            ("patient00001_study1_view1_frontal.jpg", "Other", "patient00001", "CheXpert", DatasetPart.Training),
            ("b.png", "COVID-19", null, "covid-chestxray-dataset", DatasetPart.Test),
            ("x.png", "Other", null, "CheXpert", DatasetPart.Test),
        }));
    }

    [Test]
    public void CovidChestXRay_FullColumns_AreKept()
    {
        XRayImage image = XRayDataset.FromCovidChestXRay(SharedFolder.Path("data/covid-chestxray-dataset"), options: Lenient).Images[1];
        Assert.That((image.OffsetDays, image.Location), Is.EqualTo(((double?)3, "Cho Ray Hospital, Ho Chi Minh City, Vietnam")));
    }

    [Test]
    public void Merge_CovidChestXRayWithDarkCovidNet_KeepsSourcesAndTakesSharedImagesOnce()
    {
        XRayDataset covid = XRayDataset.FromCovidChestXRay(SharedFolder.Path("data/covid-chestxray-dataset"), options: Lenient).WithClasses("COVID-19");
        XRayDataset dark = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet")).WithClasses("COVID-19", "Normal");
        XRayDataset merged = XRayDataset.Merge(covid, dark);
        Assert.That(merged.Count, Is.EqualTo(covid.Count + dark.Count - 88));
        Assert.That(merged.Images.Select(i => i.Source).Distinct(), Is.EqualTo(new[] { "covid-chestxray-dataset", "NIH ChestX-ray8" }));
        Assert.That(merged.LeftOut.Where(l => l.Reason.StartsWith("darkcovidnet: the image", StringComparison.Ordinal)).Select(l => l.Count),
            Is.EqualTo(new[] { 88 }));
        AuditFinding copies = DataAudit.Run(XRayDataset.FromImages([.. covid.Images, .. dark.Images])).Findings.Single(f => f.Name == "near duplicates");
        Assert.That(copies.Pairs.Count(p => p.First.Contains("covid-chestxray-dataset", StringComparison.Ordinal)
            && p.Second.Contains("darkcovidnet", StringComparison.Ordinal)), Is.GreaterThanOrEqualTo(65));
    }

    [Test]
    public void Merge_OnePatientNumberInTwoSources_IsTwoPatients()
    {
        XRayDataset[] datasets = [.. new[] { "A", "B" }.Select(s => XRayDataset.FromImages([SomeImages.Image("Normal", "1") with { Source = s }]))];
        Assert.That(XRayDataset.Merge(datasets).Images.Select(i => i.PatientId), Is.EqualTo(new[] { "A: 1", "B: 1" }));
    }
}

namespace CovidClassifier.Tests.Data.Readers;

/// <summary>Layouts of students, competitions and hospitals that were once read wrong without a word.</summary>
public sealed class StrangeLayoutTests
{
    private static readonly string[] Both = ["COVID-19", "Normal"];

    [Test]
    public void Copies_OfTheWholeDataset_LeaveItsClasses()
    {
        using TempFolder folder = Tree("archive/set/COVID/1.png", "archive/set/Normal/2.png", "archive (1)/set/COVID/1.png", "archive (1)/set/Normal/2.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That((dataset.Count, dataset.LeftOut.Single().Count), Is.EqualTo((2, 2)));
        Assert.That(dataset.ClassNames, Is.EqualTo(Both));
    }

    [TestCase("thumbnails")]
    [TestCase("Thumbs")]
    [TestCase("preview")]
    public void Thumbnails_BelowAClassOrBeside_AreLeftOutAndCounted(string name)
    {
        using TempFolder folder = Tree("COVID/1.png", $"COVID/{name}/1.png", "Normal/2.png", $"{name}/2.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That((dataset.Count, dataset.LeftOut.Single().Count), Is.EqualTo((2, 2)));
        Assert.That(FoundImages.Below(folder.Root).Paths, Has.Count.EqualTo(2));
    }

    [TestCase("1_aug1")]
    [TestCase("1-rot90")]
    [TestCase("1_hflip_zoom2")]
    [TestCase("1 (augmented)")]
    [TestCase("1_bright_-20")]
    public void AlteredCopies_NamedForTheirOriginals_AreLeftOutAndCounted(string copy)
    {
        using TempFolder folder = Tree("COVID/1.png", $"COVID/{copy}.png", "COVID/3.png", "Normal/2.png", "Normal/alone_aug1.png", "Normal/crops/1.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.Images.Select(i => Path.GetFileNameWithoutExtension(i.Path)), Is.EquivalentTo(new[] { "1", "3", "2", "alone_aug1", "1" }));
        Assert.That(dataset.LeftOut.Single(), Is.EqualTo(new LeftOut("altered copies of other images of the dataset, by their names", 1)));
    }

    [Test]
    public void AlteredCopies_InATable_AreLeftOutAndCounted()
    {
        using TempFolder folder = Tree("1.png", "1_aug.png", "2.png").Text("manifest.csv", "file,label\n1.png,COVID\n1_aug.png,COVID\n2.png,Normal\n");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That((dataset.Count, dataset.LeftOut.Single().Count), Is.EqualTo((2, 1)));
    }

    [TestCase("Original", "Augmented")]
    [TestCase("raw images", "aug")]
    public void AlteredCopies_InAFolderBesideTheOriginals_AreRefused(string original, string altered)
    {
        using TempFolder folder = Tree($"{original}/COVID/1.png", $"{original}/Normal/2.png", $"{altered}/COVID/7.png", $"{altered}/Normal/8.png");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains($"'{altered}' holds altered copies"));
    }

    [Test]
    public void Folds_OfDistinctImages_AreReadTogether()
    {
        using TempFolder folder = Tree("fold1/COVID/1.png", "fold1/Normal/2.png", "fold2/COVID/3.png", "fold2/Normal/4.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.Images.Select(i => i.Source), Is.All.Null, "folds are no sources");
        Assert.That(dataset.Notes, Has.One.Contains("fold1, fold2 are read together"));
    }

    [TestCase("fold_1", "fold_2")]
    [TestCase("Split 1", "Split 2")]
    [TestCase("cv0", "cv1")]
    public void Folds_OfTheSameImagesDealtAnew_AreRefused(string one, string other)
    {
        using TempFolder folder = Tree($"{one}/train/COVID/1.png", $"{one}/train/Normal/2.png", $"{one}/test/COVID/3.png", $"{one}/test/Normal/4.png",
            $"{other}/train/COVID/3.png", $"{other}/train/Normal/4.png", $"{other}/test/COVID/1.png", $"{other}/test/Normal/2.png");
        Assert.That(() => XRayDataset.Open(folder.Root),
            Throws.InstanceOf<DatasetException>().With.Message.Contains($"the folds {one}, {other} hold the same"));
    }

    [TestCase("COVID_train/1.png", "COVID_test/2.png", "Normal_train/3.png", "Normal_test/4.png")]
    [TestCase("train_COVID/1.png", "test_COVID/2.png", "train_Normal/3.png", "test_Normal/4.png")]
    [TestCase("Training - covid19/1.png", "Testing - covid19/2.png", "Training - healthy/3.png", "Testing - healthy/4.png")]
    public void Parts_InTheNamesOfClassFolders_AreParts(params string[] files)
    {
        using TempFolder folder = Tree(files);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(Both));
        Assert.That(dataset.Images.OrderBy(i => Path.GetFileName(i.Path)).Select(i => i.GivenPart),
            Is.EqualTo(new[] { DatasetPart.Training, DatasetPart.Test, DatasetPart.Training, DatasetPart.Test }));
    }

    [Test]
    public void Parts_InTheNamesOfSomeClassFolders_AreRefused()
    {
        using TempFolder folder = Tree("COVID_train/1.png", "COVID_test/2.png", "Normal/3.png");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("'Normal' names no part"));
    }

    [Test]
    public void Parts_OneWordForAll_IsNoSplit()
    {
        using TempFolder folder = Tree("positive_test/1.png", "negative_test/2.png");
        Assert.That(XRayDataset.Open(folder.Root).ClassNames, Is.EqualTo(new[] { "negative_test", "positive_test" }));
    }

    [TestCase("patient{0}/study1/a.png")]
    [TestCase("train/st{0}/se{0}/a.png")]
    [TestCase("sub-S0{0}/ses-E1/mod-rx/a.png")]
    [TestCase("images/1.2.826.0.1.3680043.{0}/a.png")]
    [TestCase("100{0}/a.png")]
    public void Classes_NamedForPatientsOrStudies_AreRefusedWithTheTableThatMayLabelThem(string file)
    {
        using TempFolder folder = Tree([.. Enumerable.Range(1, 5).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, file, i))])
            .Text("labels.csv", "study_id,finding", "1,COVID-19");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("are named for patients or studies")
            .And.Message.Contains("'labels.csv' is of no known dataset (its columns are: study_id, finding)"));
    }

    [TestCase("class{0}/a.png")]
    [TestCase("{0}/a.png")]
    [TestCase("stage {0}/a.png")]
    public void Classes_WithNumbersOfTheirOwn_AreClasses(string file)
    {
        using TempFolder folder =
            Tree([.. Enumerable.Range(1, 5).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, file, i))]);
        Assert.That(XRayDataset.Open(folder.Root).ClassNames, Has.Count.EqualTo(5));
    }

    [TestCase("../input/covid/{0}/1.png")]
    [TestCase("{0}/1.png")]
    [TestCase("/content/drive/data/{0}/1")]
    public void Rows_OfOneNameInSeveralFolders_AreToldApartByTheFolders(string path)
    {
        string Row(string of) => string.Format(System.Globalization.CultureInfo.InvariantCulture, path, of);
        using TempFolder folder = Tree("images/COVID/1.png", "images/Normal/1.png")
            .Text("t.csv", "file,label", $"{Row("COVID")},COVID", $"{Row("Normal")},Normal");
        XRayDataset dataset = XRayDataset.Open(folder["t.csv"]);
        Assert.That(dataset.Images.Select(i => (i.Label, i.Path)),
            Is.EquivalentTo(new[] { ("COVID-19", folder["images/COVID/1.png"]), ("Normal", folder["images/Normal/1.png"]) }));
    }

    [Test]
    public void Rows_WithDashesOfAWordProcessorAndSubjects_AreOfOneClassAndPatient()
    {
        using TempFolder folder = Tree("1.png", "2.png", "3.png", "4.png").Text(
            "t.csv", "file,label,subject_id", "1.png,COVID\u201119,7", "2.png,COVID\u201319,7", "3.png,COVID-19\u200b,8", "4.png,Normal,9");
        XRayDataset dataset = XRayDataset.Open(folder["t.csv"]);
        Assert.That(dataset.ClassNames, Is.EqualTo(Both));
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { "7", "7", "8", "9" }));
    }

    [Test]
    public void Classes_OneInsideAnother_AreRefused()
    {
        using TempFolder folder = Tree("Pneumonia/Bacterial/1.png", "Pneumonia/COVID-19/2.png", "Normal/3.png");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("'COVID-19' lies inside 'Pneumonia'"));
    }

    [Test]
    public void Classes_AKindInsideAClass_IsSaid()
    {
        using TempFolder folder = Tree("Pneumonia/Bacterial/1.png", "Pneumonia/Viral/2.png", "Normal/3.png");
        Assert.That(XRayDataset.Open(folder.Root).Warnings, Has.One.Contains("Bacterial, Viral are read as Pneumonia"));
    }

    [Test]
    public void Classes_ThatSpeakOfNone_AreSaid()
    {
        using TempFolder folder = Tree("COVID/1.png", "Normal/2.png", "heatmaps/3.png");
        Assert.That(XRayDataset.Open(folder.Root).Warnings, Has.One.Contains("The folders heatmaps are taken for classes beside COVID, Normal"));
    }

    [Test]
    public void Classes_WithDocumentsOnly_AreClassesWithoutImages()
    {
        using TempFolder folder = Tree("COVID/1.png", "Normal/2.png").Text("Pneumonia/readme.txt", "x").Text("code/a.py", "x").Text("test/a.py", "x");
        Assert.That(XRayDataset.Open(folder.Root).ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal", "Pneumonia" }));
    }

    [TestCase("frontal", "lateral")]
    [TestCase("PA", "LAT")]
    public void Views_AboveOrBelowTheClassesOrInFileNames_AreViews(string one, string other)
    {
        foreach (string[] files in new string[][]
        {
            [$"{one}/COVID/1.png", $"{one}/Normal/2.png", $"{other}/COVID/3.png", $"{other}/Normal/4.png"],
            [$"COVID/{one}/1.png", $"Normal/{one}/2.png", $"COVID/{other}/3.png", $"Normal/{other}/4.png"],
            [$"COVID/1_{one}.png", $"Normal/2-{one}.png", $"COVID/3_{other} (1).png", $"Normal/4.{other}.png"],
        })
        {
            using TempFolder folder = Tree(files);
            XRayDataset dataset = XRayDataset.Open(folder.Root);
            Assert.That(dataset.ClassNames, Is.EqualTo(Both));
            Assert.That(dataset.Images.Count(i => i.View == "L"), Is.EqualTo(2), files[0]);
            Assert.That(dataset.Images.Select(i => i.Source), Is.All.Null);
            Assert.That(dataset.Warnings, Has.One.StartsWith("2 of 4 images are lateral"));
        }
    }

    [Test]
    public void Days_AboveOrBelowTheClasses_AreNeitherSourcesNorPatients()
    {
        using TempFolder above = Tree("2020-03-01/COVID/1.png", "2020-03-01/Normal/2.png", "2020-03-02/COVID/3.png");
        Assert.That(XRayDataset.Open(above.Root).Images.Select(i => i.Source), Is.All.Null);
        using TempFolder below = Tree("COVID/20200301/1.png", "Normal/20200402/2.png");
        Assert.That(XRayDataset.Open(below.Root).Images.Select(i => i.PatientId), Is.All.Null);
    }

    [Test]
    public void Patients_OfAHospitalAboveTheClasses_ArePatients()
    {
        using TempFolder folder = Tree("Charite/Charite-001/COVID/1.png", "Charite/Charite-051/Normal/2.png", "UKE/UKE-001/COVID/3.png",
            "UKE/UKE-051/Normal/4.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(Both));
        Assert.That(dataset.Images.Select(i => (i.Source, i.PatientId)),
            Is.EqualTo(new[] { ("Charite", "Charite-001"), ("Charite", "Charite-051"), ("UKE", "UKE-001"), ("UKE", "UKE-051") }));
    }

    [Test]
    public void Patients_BareNumbersAboveTheClasses_ArePatients()
    {
        using TempFolder folder = Tree("1001/COVID/1.png", "1002/Normal/2.png", "1003/COVID/3.png");
        Assert.That(XRayDataset.Open(folder.Root).Images.Select(i => i.PatientId), Is.EquivalentTo(new[] { "1001", "1002", "1003" }));
    }

    [TestCase("CT/COVID/1.png", "CT/Normal/2.png", "X-ray/COVID/3.png", "X-ray/Normal/4.png")]
    [TestCase("COVID/CT scans/1.png", "COVID/CXR/2.png", "Normal/CXR/3.png")]
    public void Modalities_XRaysBesideTomographies_AreRefused(params string[] files)
    {
        using TempFolder folder = Tree(files);
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("must hold X-rays or tomographies"));
    }

    [Test]
    public void Sources_WithFilesOfTheSameNames_AreSaid()
    {
        using TempFolder folder = Tree("raw/COVID/1.png", "raw/Normal/2.png", "processed/COVID/1.png", "processed/Normal/2.png");
        Assert.That(XRayDataset.Open(folder.Root).Warnings, Has.One.Contains("processed, raw hold 2 files of the same names"));
    }

    [Test]
    public void Pictures_InPartsWithoutClasses_NameTheTablesThere()
    {
        using TempFolder folder = Tree("train/1.png", "test/2.png").Text("train/_classes.csv", "filename,covid,normal\n1.png,1,0\n")
            .Text("test/labels.json", "[{}]");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("holds 2 pictures without class folders")
            .And.Message.Contains("'train/_classes.csv' is of no known dataset").And.Message.Contains("'test/labels.json' is JSON"));
    }

    [Test]
    public void Archives_OfTheClasses_AreNamed()
    {
        using TempFolder folder = new TempFolder().Text("COVID.zip", "PK").Text("Normal.zip", "PK");
        Assert.That(() => XRayDataset.Open(folder.Root),
            Throws.InstanceOf<DatasetException>().With.Message.Contains("archives (COVID.zip, Normal.zip); unpack"));
    }

    [TestCase("1.2.840.10008.1.3.10", "DICOMDIR")]
    [TestCase("1.2.840.10008.5.1.4.1.1.88.33", "SR0001")]
    [TestCase("1.2.840.10008.5.1.4.1.1.11.1", "PR.dcm")]
    public void Dicom_WithoutPictures_IsLeftOutAndCounted(string content, string name)
    {
        using TempFolder folder = Tree("COVID/1.png", "Normal/2.png");
        byte[] uid = [.. System.Text.Encoding.ASCII.GetBytes(content), .. new byte[content.Length % 2]];
        byte[] file = [.. new byte[128], .. "DICM"u8, 2, 0, 2, 0, (byte)'U', (byte)'I', (byte)uid.Length, 0, .. uid, 8, 0, 5, 0, (byte)'C', (byte)'S', 0, 0];
        File.WriteAllBytes(folder[name], file);
        File.WriteAllBytes(folder[$"COVID/{name}"], file);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That((dataset.Count, dataset.LeftOut.Single().Count), Is.EqualTo((2, 2)));
        Assert.That(FoundImages.Below(folder.Root).Paths, Has.Count.EqualTo(2));
    }

    [TestCase("COVID;Pneumonia")]
    [TestCase("\"COVID, Pneumonia\"")]
    [TestCase("COVID & pneumonia")]
    public void Tables_SeveralKnownLabelsInOneField_AreSeveral(string field)
    {
        using TempFolder folder = Tree("1.png", "2.png", "3.png").Text("manifest.csv", $"file,label\n1.png,{field}\n2.png,Normal\n3.png,\"COVID, severe\"\n");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID, severe", "Normal" }), "a label may hold a comma");
        Assert.That(dataset.LeftOut.Single().Count, Is.EqualTo(1));
    }

    [Test]
    public void Tables_WithTwoLabelColumns_SayWhichIsTaken()
    {
        using TempFolder folder = Tree("1.png", "2.png").Text("manifest.csv", "filepaths,label,diagnosis\n1.png,0,COVID\n2.png,1,Normal\n");
        Assert.That(XRayDataset.Open(folder.Root).Warnings, Has.One.Contains("from the column 'label', though 'diagnosis' could hold them too"));
    }

    [TestCase("train", "test", true)]
    [TestCase("NIH", "BIMCV", false)]
    public void Tables_WithAColumnDataSet_AreSplitWhereItNamesParts(string one, string other, bool isSplit)
    {
        using TempFolder folder = Tree("1.png", "2.png").Text("manifest.csv", $"filepaths,labels,data set\n1.png,COVID,{one}\n2.png,Normal,{other}\n");
        Assert.That(XRayDataset.Open(folder.Root).Images.Select(i => i.GivenPart is not null), Is.All.EqualTo(isSplit));
    }

    private static TempFolder Tree(params string[] files) => new TempFolder().Images(files);
}

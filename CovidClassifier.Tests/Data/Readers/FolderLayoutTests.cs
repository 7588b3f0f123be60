namespace CovidClassifier.Tests.Data.Readers;

/// <summary>Layouts that people have, beside those of the shared cases.</summary>
public sealed class FolderLayoutTests
{
    [TestCase("train", "valid", "test")]
    [TestCase("Train", "Valid", "Test")]
    [TestCase("TRAINING", "VALIDATION", "TESTING")]
    [TestCase("training_set", "dev", "test-set")]
    [TestCase("train_data", "validate", "test images")]
    public void Parts_InAnySpelling_AreParts(string train, string validation, string test)
    {
        using TempFolder folder = Tree($"{train}/COVID/1.png", $"{train}/Normal/2.png", $"{validation}/COVID/3.png", $"{test}/Normal/4.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That(Parts(dataset), Is.EqualTo("1 Training, 2 Training, 3 Validation, 4 Test"));
    }

    [Test]
    public void Parts_BelowTheClasses_AreParts()
    {
        using TempFolder folder = Tree("COVID/train/1.png", "COVID/test/2.png", "Normal/train/3.png", "Normal/test/4.png");
        Assert.That(Parts(XRayDataset.Open(folder.Root)), Is.EqualTo("1 Training, 2 Test, 3 Training, 4 Test"));
    }

    [Test]
    public void Parts_OnlyOneBelowAClass_IsAFolder()
    {
        using TempFolder folder = Tree("COVID/test/1.png", "Normal/2.png");
        Assert.That(Parts(XRayDataset.Open(folder.Root)), Is.EqualTo("1 , 2 "));
    }

    [Test]
    public void Parts_BesideAFolderThatIsNone_AreRefused()
    {
        using TempFolder folder = Tree("train/COVID/1.png", "test/COVID/2.png", "extra/3.png");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("'test', 'train' are parts and 'extra' "
            + "is none"));
    }

    [Test]
    public void Parts_FoldersThatOnlyBeginLikeOne_AreClasses()
    {
        using TempFolder folder = Tree("Valencia/1.png", "Testicular/2.png", "Trainee/3.png");
        Assert.That(XRayDataset.Open(folder.Root).ClassNames, Has.Count.EqualTo(3));
    }

    [Test]
    public void Sources_AboveTheClasses_AreTheImagesSources()
    {
        using TempFolder folder = Tree("Berlin/COVID-19/1.png", "Berlin/Normal/2.png", "Hannover/COVID-19/3.png", "Hannover/healthy/4.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That(dataset.Images.Select(i => i.Source), Is.EqualTo(new[] { "Berlin", "Berlin", "Hannover", "Hannover" }));
        Assert.That(dataset.Notes, Has.One.Contains("(Berlin, Hannover) are taken for the sources"));
    }

    [TestCase("Berlin/train/COVID/1.png", "Berlin/test/Normal/2.png", "Hannover/train/Normal/3.png", "Hannover/test/COVID/4.png")]
    [TestCase("train/Berlin/COVID/1.png", "train/Berlin/Normal/3.png", "train/Hannover/Normal/5.png", "test/Hannover/COVID/4.png", "test/Berlin/Normal/2.png")]
    public void Sources_WithParts_AreBothKnown(params string[] files)
    {
        using TempFolder folder = Tree(files);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That(dataset.Images.Select(i => i.Source).Distinct().Order(), Is.EqualTo(new[] { "Berlin", "Hannover" }));
        Assert.That(dataset.Images.All(i => i.GivenPart is not null), Is.True);
    }

    [TestCase("patient1/covid/a.png", "patient2/normal/b.png", "patient3/covid/c.png")]
    [TestCase("patient1/covid/a.png", "patient2/covid/b.png", "patient3/covid/c.png")]
    [TestCase("A/patient1/covid/a.png", "A/patient2/normal/b.png", "B/patient3/covid/c.png", "B/patient4/normal/d.png")]
    [TestCase("covid/A/patient1/a.png", "normal/B/patient2/b.png", "normal/A/patient3/c.png")]
    public void Patients_AboveOrBelowTheClasses_AreThePatients(params string[] files)
    {
        using TempFolder folder = Tree(files);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.SubsetOf(new[] { "COVID-19", "Normal", "normal" }));
        Assert.That(dataset.Images.Select(i => i.PatientId).Order(), Is.EqualTo(Enumerable.Range(1, files.Length).Select(i => $"patient{i}")));
    }

    [TestCase("data/")]
    [TestCase("archive/dataset/chest xrays/")]
    [TestCase("COVID-19 dataset/")]
    [TestCase("images/")]
    [TestCase("a/images/b/")]
    public void Wrappers_OnTop_AreGoneThrough(string wrapper)
    {
        using TempFolder folder = Tree($"{wrapper}COVID/1.png", $"{wrapper}Normal/2.png").Text("LICENSE.txt").Text($"{wrapper}notes.pdf", "%PDF");
        Assert.That(XRayDataset.Open(folder.Root).ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
    }

    [Test]
    public void Wrapper_OfUnknownClasses_IsGoneThroughAndSaid()
    {
        using TempFolder folder = Tree("all/Sarcoidosis/1.png", "all/Silicosis/2.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "Sarcoidosis", "Silicosis" }));
        Assert.That(dataset.Notes, Has.One.Contains("in the folder 'all'"));
    }

    [TestCase("COVID-19/P1/1.png", "COVID-19/P2/2.png", "COVID-19")]
    [TestCase("Sarcoidosis/P1/1.png", "Sarcoidosis/P2/2.png", "Sarcoidosis")]
    [TestCase("Sarcoidosis/0001/1.png", "Sarcoidosis/0002/2.png", "Sarcoidosis")]
    public void Wrapper_AClassWithFoldersOfPatients_IsNone(string one, string two, string label)
    {
        using TempFolder folder = Tree(one, two);
        XRayDataset dataset = XRayDataset.Open(folder.Root, "folder");
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { label }));
        Assert.That(dataset.Images.Select(i => i.PatientId), Is.EqualTo(new[] { one.Split('/')[1], two.Split('/')[1] }));
        Assert.That(dataset.Notes, Has.One.StartsWith("The patients of 2 images are taken from the folders"));
    }

    [TestCase("COVID/masks/1.png", "Normal/masks/2.png")]
    [TestCase("COVID/lung masks/1.png", "Normal/infection masks/2.png")]
    [TestCase("masks/1.png", "masks/deep/2.png")]
    [TestCase("COVID/ManualMask/left/1.png", "Lung_Masks/2.png")]
    [TestCase("COVID/1_mask.png", "Normal/2-mask.png")]
    public void Masks_Anywhere_AreLeftOutAndCounted(string one, string two)
    {
        using TempFolder folder = Tree("COVID/images/1.png", "Normal/images/2.png", one, two);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That((dataset.Count, dataset.LeftOut.Single()), Is.EqualTo((2, new LeftOut("masks, by the name of their folder or file", 2))));
    }

    [Test]
    public void Documents_AnywhereAreCounted_PicturesOutsideAreProblems()
    {
        using TempFolder folder = Tree("COVID/1.png", "Normal/2.png", "overview.jpg").Text("paper.pdf", "%PDF").Text("code/train.py",
            "x").Text("COVID/list.xlsx", "x").Text("weights.h5", "x").Text("odd.bin", "x");
        XRayDataset dataset = XRayDataset.Open(folder.Root, options: new DatasetOptions { AllowProblems = true });
        Assert.That(dataset.Problems.Single().Path, Is.EqualTo(folder["overview.jpg"]));
        Assert.That(dataset.LeftOut.Single(), Is.EqualTo(new LeftOut("documents, tables, code and archives", 5)));
    }

    [Test]
    public void Documents_ThatArePictures_AreImages()
    {
        using TempFolder folder = Tree("COVID/1.txt", "Normal/2.md");
        Assert.That(XRayDataset.Open(folder.Root).Count, Is.EqualTo(2), "by content, not by ending");
    }

    [TestCase("xrays/COVID/1.png", "xrays/Normal/2.png", "COVID/1.png", "Normal/2.png")]
    [TestCase("COVID/1.png", "Normal/2.png", "COVID - Copy/1.png", "Normal (1)/2.png")]
    public void Copies_InsideOrBeside_AreLeftOutAndCounted(params string[] files)
    {
        using TempFolder folder = Tree(files);
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That((dataset.Count, dataset.LeftOut.Single()), Is.EqualTo((2, new LeftOut("a second copy of the dataset inside it", 2))));
    }

    [Test]
    public void Levels_AFolderOfClassesBesideClasses_IsRefusedByName()
    {
        using TempFolder folder = Tree("COVID/1.png", "Normal/2.png", "new batch/COVID/3.png", "new batch/Normal/4.png");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("'new batch' holds class folders "
            + "(COVID, Normal)"));
    }

    [Test]
    public void Levels_ThatCouldBothBeClasses_AreSaid()
    {
        using TempFolder folder = Tree("A/x/1.png", "A/y/2.png", "B/x/3.png", "B/y/4.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "A", "B" }));
        Assert.That(dataset.Warnings, Has.One.Contains("are taken for the classes, though each holds the same folders (x, y)"));
    }

    [Test]
    public void Levels_ViewsBelowTheClasses_AreNoClasses()
    {
        using TempFolder folder = Tree("TB/PA/1.png", "TB/AP/2.png", "Sarcoid/PA/3.png", "Sarcoid/AP/4.png");
        XRayDataset dataset = XRayDataset.Open(folder.Root);
        Assert.That(dataset.ClassNames, Has.Count.EqualTo(2));
        Assert.That((dataset.Warnings.Count, dataset.Notes.Count), Is.EqualTo((1, 1)), "the unknown patients and the views are said");
    }

    [TestCase("Pneumonie \u00E0 Covid", "Pneumonie a\u0300 Covid")]
    [TestCase("\uD3D0\uB834", "\u1111\u1168\u1105\u1167\u11B7")]
    [TestCase("vi\u00EAm ph\u1ED5i", "vie\u0302m pho\u0302\u0309i")]
    [TestCase("1", "1.0")]
    [TestCase("COVID 19", "covid_19")]
    public void Classes_OfOneNameInTwoForms_AreOne(string one, string other)
    {
        using TempFolder folder = Tree($"{one}/1.png", $"{other}/2.png", "rest/3.png");
        Assert.That(XRayDataset.Open(folder.Root).ClassNames, Has.Count.EqualTo(2));
    }

    [TestCase("NA")]
    [TestCase("unknown")]
    [TestCase("unlabeled")]
    public void Classes_FoldersForNothing_AreNoLabels(string name)
    {
        using TempFolder folder = Tree("COVID/1.png", "Normal/2.png", $"{name}/3.png");
        var e = Assert.Throws<DatasetException>(() => XRayDataset.Open(folder.Root));
        Assert.That(e!.Problems.Single().Reason, Does.StartWith("it has no label"));
    }

    [Test]
    public void Pictures_WithoutClassesOrTable_AreCountedInTheSentence()
    {
        using TempFolder folder = Tree("images/1.png", "images/2.png");
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains("holds 2 pictures without class folders "
            + "and no table"));
    }

    [TestCase("PK\u0003\u0004", "is a zip archive or an Excel workbook")]
    [TestCase("%PDF-1.4", "is a PDF document")]
    [TestCase("<?xml version=\"1.0\"?><Error/>", "is XML and no table")]
    [TestCase("404: Not Found", "is the answer of a web server")]
    [TestCase("\n\n \n", "is empty")]
    [TestCase("a,b,c\n1,2,3", "is of no known dataset (its columns are: a, b, c)")]
    public void Pictures_BesideATableThatIsNone_NameItAndItsFault(string text, string fault)
    {
        using TempFolder folder = Tree("images/1.png").Text("metadata.csv", text);
        Assert.That(() => XRayDataset.Open(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.Contains($"the table 'metadata.csv' {fault}"));
    }

    [Test]
    public void Links_OutOfTheFolder_AreFollowedOnce()
    {
        using TempFolder folder = Tree("d/COVID/1.png", "d/Normal/2.png", "far/3.png");
        Directory.CreateSymbolicLink(folder["d/COVID/a"], folder["far"]);
        Directory.CreateSymbolicLink(folder["d/Normal/b"], folder["far"]);
        XRayDataset dataset = XRayDataset.Open(folder["d"]);
        Assert.That((dataset.Count, dataset.LeftOut.Single().Count), Is.EqualTo((3, 1)), "the second link is counted, its picture has one label");
    }

    [Test]
    public void FoundImages_OfAFolder_CountWhatTheyLeaveOut()
    {
        using TempFolder folder = Tree("a.jpe", "deep/b", "masks/c.png").Text("notes.docx", "x").Text("odd.bin", "x").Text("fake.png", "x");
        FoundImages found = FoundImages.Below(folder.Root);
        Assert.That(found.Paths, Is.EqualTo(new[] { folder["a.jpe"], folder["deep/b"], folder["fake.png"] }),
            "what is named as a picture and is none is told of when it is read");
        Assert.That(found.LeftOut.Sum(l => l.Count), Is.EqualTo(3));
    }

    private static TempFolder Tree(params string[] files) => new TempFolder().Images(files);

    private static string Parts(XRayDataset dataset) =>
        string.Join(", ", dataset.Images.Select(i => $"{Path.GetFileNameWithoutExtension(i.Path)} {i.GivenPart}").Order(StringComparer.Ordinal));
}

namespace CovidClassifier.Tests.Data;

/// <summary>The shared cases that speak of folders, tables and names: what each one's README asks for.</summary>
public sealed class CasesTests
{
    private static readonly DatasetOptions Lenient = new() { AllowProblems = true };

    [Test]
    public void Case07_SpellingsOfOneNumber_AreOnePatientAndSaid()
    {
        XRayDataset dataset = XRayDataset.Open(Case("07-patient-number-spellings"));
        Assert.That(dataset.Images.Select(i => i.PatientId).Distinct().Count(), Is.EqualTo(6));
        Assert.That(dataset.Warnings, Has.One.StartsWith("6 patients are written in several ways").And.One.Contains("'012', '12', '12.0'"));
    }

    [Test]
    public void Case08_PlaceholderLabels_AreNoLabels()
    {
        XRayDataset dataset = XRayDataset.Open(Case("08-label-placeholders-and-spellings/csv"), options: Lenient);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That(dataset.Problems.Select(p => (p.Kind, p.Row)), Is.EqualTo(new[] { 2, 3, 4, 5 }.Select(r => (DatasetProblemKind.UnknownLabel, (int?)r))));
        Assert.That(dataset.Problems[0].Reason, Does.StartWith("it has no label"));
    }

    [Test]
    public void Case08_FoldersOfOneNameInTwoUnicodeForms_AreOneClass()
    {
        XRayDataset dataset = XRayDataset.Open(Case("08-label-placeholders-and-spellings/folders"));
        Assert.That(dataset.ClassNames, Has.Count.EqualTo(2));
        Assert.That(dataset.Images.Count(i => i.Label != "Normal"), Is.EqualTo(8));
    }

    [TestCase("chest_xray", 16, 8, 4, 4)]
    [TestCase("brain_style", 12, 8, 0, 4)]
    public void Case10_PartsAboveTheClasses_AreParts(string folder, int images, int training, int validation, int test)
    {
        XRayDataset dataset = XRayDataset.Open(Case($"10-train-val-test-folders/{folder}"));
        int Count(DatasetPart part) => dataset.Images.Count(i => i.GivenPart == part);
        Assert.That((dataset.Count, dataset.ClassNames.Count), Is.EqualTo((images, 2)));
        Assert.That((Count(DatasetPart.Training), Count(DatasetPart.Validation), Count(DatasetPart.Test)), Is.EqualTo((training, validation, test)));
        Assert.That(dataset.DescribeSplit(), Does.StartWith("The split is the dataset's own: "));
    }

    [Test]
    public void Case10_OneFolderDeeper_IsReadAndSaid()
    {
        XRayDataset dataset = XRayDataset.Open(Case("10-train-val-test-folders/one_folder_deeper"));
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal" }));
        Assert.That(dataset.Notes, Has.One.Contains("in the folder 'data'"));
    }

    [Test]
    public void Case11_OwnSplit_IsMeasuredOnAndNotTrainedOn()
    {
        XRayDataset dataset = XRayDataset.Open(Case("11-own-split-ignored"));
        CovidModelBuilder builder = new CovidModelBuilder().WithData(dataset).WithAudits(AuditDepth.None).WithNetwork(Network.CustomCnn(inputSize: 64))
            .WithTraining(t => t with { Epochs = 1 });
        using CovidModel model = builder.Train();
        Assert.That(model.HeldOut!.Images.Select(i => i.Image.Path), Is.EquivalentTo(dataset.Images.Where(i => i.GivenPart == DatasetPart.Test).Select(i =>
            i.Path)));
        Assert.That(model.Card.Notes, Has.One.StartsWith("The split is the dataset's own: 12 images for training, 0 for validation, 8 for test"));
        Assert.That(model.Card.Recipe["split"], Is.EqualTo("the dataset's own"));
        CrossValidationResult folds = builder.CrossValidate(2);
        Assert.That(folds.Images.Select(i => Path.GetFileName(Path.GetDirectoryName(i.Image.Path))).Distinct(), Is.EqualTo(new[] { "train" }));
        Assert.That(folds.Notes, Has.One.StartsWith("The 8 images of the dataset's own test part are kept out of the folds"));
        CrossValidationResult anew = builder.WithSplit(origin: SplitOrigin.New).CrossValidate(2);
        Assert.That((anew.Images.Count, anew.Notes.Any(w => w.Contains("own parts are not used", StringComparison.Ordinal))), Is.EqualTo((20, true)));
    }

    [Test]
    public void Case17_NamesThatDifferFromTheDisk_AreReadWhereOneFileFits()
    {
        XRayDataset dataset = XRayDataset.Open(Case("17-names-that-differ-from-the-table"));
        Assert.That(dataset.Images.Where(i => i.Label == "COVID-19").Select(i => Path.GetFileName(i.Path!)[..1]),
            Is.EqualTo(new[] { "R", "M", "c", "c", "c" }));
        Assert.That(dataset.Notes, Has.One.StartsWith("5 rows name files that are there under a name that differs"));
    }

    [TestCase("web-page", "the table 'metadata.csv' is a web page")]
    [TestCase("empty", "the table 'metadata.csv' is empty")]
    [TestCase("lfs-pointer", "the table 'metadata.csv' is a Git LFS pointer")]
    [TestCase("column-missing", "the table 'metadata.csv' lacks the column 'modality' of covid-chestxray-dataset")]
    public void Case20_BrokenTableBesideImages_IsNamed(string folder, string fault) => Assert.That(
        () => XRayDataset.Open(Case($"20-metadata-csv-is-not-the-table/{folder}")), Throws.InstanceOf<DatasetException>().With.Message.Contains(fault));

    [TestCase("le.csv")]
    [TestCase("be.csv")]
    [TestCase("utf32.csv")]
    [TestCase("sep-in-quotes.csv")]
    public void Case22_UnmarkedEncodings_AreRead(string table)
    {
        XRayDataset dataset = XRayDataset.Open(Case($"22-utf-16-without-mark/{table}"));
        Assert.That((dataset.Count, string.Join(' ', dataset.ClassNames)), Is.EqualTo((6, "COVID-19 Normal")));
    }

    [Test]
    public void Case25_TwoReleases_AreBothNamed() => Assert.That(
        () => XRayDataset.Open(Case("25-covidx-lists/two-releases")),
        Throws.InstanceOf<DatasetException>().With.Message.Contains("'train_COVIDx8B.txt' and 'train_COVIDx9A.txt'"));

    [Test]
    public void Case25_AbsentAndUnlisted_NamesTheListAndCountsThePicture()
    {
        XRayDataset dataset = XRayDataset.Open(Case("25-covidx-lists/absent-and-unlisted"), options: Lenient);
        Assert.That(dataset.Problems.Select(p => (p.Kind, Path.GetFileName(p.Path))), Is.EqualTo(new[] { (DatasetProblemKind.MissingImage, "n3.png"),
            (DatasetProblemKind.UnlistedImage, "abdomen.png") }));
        Assert.That(dataset.Problems[0].Reason, Does.Contain("train_COVIDx9A.txt asks for it"));
    }

    [Test]
    public void Case26_AllPictures_AreFoundByContent()
    {
        string folder = Case("26-predict-folder-leaves-out");
        FoundImages found = FoundImages.Below(folder);
        Assert.That(found.Paths, Is.EquivalentTo(XRayDataset.Open(folder).Images.Select(i => i.Path)));
        Assert.That((found.Paths.Count, found.LeftOut.Sum(l => l.Count)), Is.EqualTo((10, 1)), "the README is counted");
    }

    [Test]
    public void CaseRel17_NulInAPath_IsAProblemOfItsRow()
    {
        var e = Assert.Throws<DatasetException>(() => XRayDataset.Open(Case("rel-17-nul-in-a-path/nul.csv")));
        Assert.That(e!.Problems[0].Row, Is.EqualTo(2));
        Assert.That(e.Message, Does.Contain("NUL").And.Not.Contain('\0'));
    }

    [Test]
    public void CaseRel02_BareTableName_IsReadFromTheWorkingFolder()
    {
        using TempFolder folder = new TempFolder().Images("c.png", "n.png").Text("manifest.csv", "file,label", "c.png,COVID-19", "n.png,Normal");
        string before = Directory.GetCurrentDirectory();
        try
        {
            Directory.SetCurrentDirectory(folder.Root);
            Assert.That((XRayDataset.Open("manifest.csv").Count, XRayDataset.FromCsv("manifest.csv").Count, XRayDataset.Open(".").Count),
                Is.EqualTo((2, 2, 2)));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    [Test]
    public void CaseRel04_Pipes_AreToldAndNotWaitedFor()
    {
        Assume.That(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS());
        using TempFolder folder = new TempFolder().Images("COVID-19/a.png", "Normal/b.png");
        string[] pipes = ["Normal/x.png", "Normal/readme.txt", "table.csv", "train_list.txt"];
        foreach (string pipe in pipes)
        {
            System.Diagnostics.Process.Start("mkfifo", folder[pipe]).WaitForExit();
        }

        var read = Task.Run(() => XRayDataset.Open(folder.Root, options: Lenient));
        Assert.That(read.Wait(TimeSpan.FromSeconds(20)), Is.True, "it waits for a pipe");
        Assert.That(read.Result.Problems.Select(p => (p.Kind, Path.GetFileName(p.Path))), Is.EqualTo(new[] { (DatasetProblemKind.Unreadable, "x.png") }));
        var table = Task.Run(() => Assert.Throws<DatasetException>(() => XRayDataset.Open(folder["table.csv"])));
        Assert.That(table.Wait(TimeSpan.FromSeconds(20)), Is.True, "it waits for a pipe");
        Assert.That(table.Result!.Message, Does.Contain("pipe"));
    }

    [Test]
    public void CaseRel07_LinksThatLeadBack_AreWalkedOnce()
    {
        using TempFolder folder = new TempFolder().Images("d/COVID-19/a.png", "d/Normal/b.png", "d/Normal/sub/c.png");
        Directory.CreateSymbolicLink(folder["link"], folder["d"]);
        Directory.CreateSymbolicLink(folder["d/Normal/sub/up"], "..");
        Directory.CreateSymbolicLink(folder["d/Normal/sub/self"], folder["d/Normal"]);
        Directory.CreateSymbolicLink(folder["d/Normal/sub/root"], "/");
        Directory.CreateSymbolicLink(folder["d/COVID-19/other"], folder["d/Normal"]);
        foreach (string root in new[] { "d", "link" })
        {
            XRayDataset dataset = XRayDataset.Open(folder[root]);
            Assert.That(dataset.Images.Select(i => (Path.GetFileName(i.Path), i.Label)), Is.EqualTo(new[] { ("a.png", "COVID-19"), ("b.png", "Normal"),
                ("c.png", "Normal") }));
            Assert.That(dataset.LeftOut, Is.EqualTo(new[] { new LeftOut("links to folders that are read in their own place", 4) }));
            Assert.That(FoundImages.Below(folder[root]).Paths, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public void CaseRel07_LinksThatDouble_EndQuickly()
    {
        using TempFolder folder = new TempFolder().Images("d/COVID-19/a.png", "d/Normal/b.png");
        for (int i = 0; i < 21; i++)
        {
            Directory.CreateDirectory(folder[$"steps/{i}"]);
            Directory.CreateSymbolicLink(folder[$"steps/{i}/one"], folder[$"steps/{i + 1}"]);
            Directory.CreateSymbolicLink(folder[$"steps/{i}/two"], folder[$"steps/{i + 1}"]);
        }

        Directory.CreateDirectory(folder["steps/21"]);
        File.WriteAllBytes(folder["steps/21/x.png"], TempFolder.Png);
        Directory.CreateSymbolicLink(folder["d/Normal/far"], folder["steps/0"]);
        Assert.That(XRayDataset.Open(folder["d"]).Images.Count(i => i.Label == "Normal"), Is.EqualTo(2));
    }

    private static string Case(string name) => SharedFolder.Path($"cases/{name}");
}

using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Tests.Data;

public sealed class FolderReaderTests
{
    [Test]
    public void FromFolder_FolderPerClass_LabelsByTopFolder()
    {
        using TempFolder folder = new TempFolder().Images("covid_19/b.png", "covid_19/deep/er/a.png", "No findings/c.png", "Tuberculosis/d.png");
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal", "Tuberculosis" }));
        Assert.That(dataset.Images.Select(i => (Path.GetRelativePath(folder.Root, i.Path!).Replace('\\', '/'), i.Label)), Is.EqualTo(new[]
        {
            ("No findings/c.png", "Normal"), ("Tuberculosis/d.png", "Tuberculosis"),
            ("covid_19/b.png", "COVID-19"), ("covid_19/deep/er/a.png", "COVID-19"),
        }));
        Assert.That(dataset.Problems, Is.Empty);
        Assert.That(dataset.Counts, Is.EqualTo(new DatasetCounts(4, 4, 4)));
        Assert.That(dataset.KnownPatientShare, Is.Zero);
        Assert.That(dataset.Warnings.Single(), Does.StartWith("The patient is unknown for 4 of 4 images"));
    }

    [Test]
    public void FromFolder_TwoSpellingsOfOneClass_AreOne()
    {
        using TempFolder folder = new TempFolder().Images("Old TB/a.png", "old_tb/b.png", "Normal/c.png");
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "Normal", "Old TB" }));
        Assert.That(dataset.Images.Count(i => i.Label == "Old TB"), Is.EqualTo(2));
    }

    [Test]
    public void FromFolder_IgnoredByName_AreNeitherImagesNorProblems()
    {
        using TempFolder folder = new TempFolder().Images("A/a.png", "B/b.png", "A/.hidden.png", "__MACOSX/A/x.png")
            .Text("README").Text("A/.DS_Store").Text("A/Thumbs.db", "x").Text("B/notes.txt").Text("labels.csv");
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);
        Assert.That((dataset.Count, dataset.Counts.Rows), Is.EqualTo((2, 2)));
    }

    [Test]
    public void FromFolder_ProblemsNotAllowed_IsAnErrorThatListsThem()
    {
        using TempFolder folder = new TempFolder().Images("A/a.png", "loose.png").Text("A/fake.png", "text").Write("B/empty.jpg", []);
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromFolder(folder.Root));
        Assert.That(e!.Problems, Is.EqualTo(new DatasetProblem[]
        {
            new(DatasetProblemKind.UnknownLabel, folder["loose.png"], null, "it lies outside the class folders"),
            new(DatasetProblemKind.NotAnImage, folder["A/fake.png"], null, Foreign("text"u8)),
            new(DatasetProblemKind.NotAnImage, folder["B/empty.jpg"], null, Foreign([])),
        }));
        Assert.That(e.Message, Is.EqualTo(
            $"Dataset '{Path.GetFileName(folder.Root)}' has 3 problems (2 NotAnImage, 1 UnknownLabel): "
            + $"'{folder["loose.png"]}': it lies outside the class folders; '{folder["A/fake.png"]}': {Foreign("text"u8)}; "
            + $"'{folder["B/empty.jpg"]}': {Foreign([])}; mend them, or go on without these rows and files by allowing problems."));
    }

    [Test]
    public void FromFolder_ProblemsAllowed_ReturnsTheRestAndTheList()
    {
        using TempFolder folder = new TempFolder().Images("A/a.png").Text("A/fake.png", "text").Write("B/empty.jpg", []);
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root, new DatasetOptions { AllowProblems = true });
        Assert.That((dataset.Count, dataset.Problems.Count, dataset.Counts.Rows), Is.EqualTo((1, 2, 3)));
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "A", "B" }), "a class folder without images stays visible");
    }

    [Test]
    public void FromFolder_JpegWithoutExtension_IsAnImage()
    {
        using TempFolder folder = new TempFolder().Write("A/IM0001", [0xFF, 0xD8, 0xFF, 0xE0, 0]).Images("B/b.png");
        Assert.That(XRayDataset.FromFolder(folder.Root).Count, Is.EqualTo(2));
    }

    [Test]
    public void FromFolder_LinkToItsOwnParent_EndsAndCountsOnce()
    {
        using TempFolder folder = new TempFolder().Images("A/a.png", "B/b.png");
        Directory.CreateSymbolicLink(folder["A/again"], folder["A"]);
        Assert.That(XRayDataset.FromFolder(folder.Root).Count, Is.EqualTo(2));
    }

    [Test]
    public void FromFolder_ClassNamesGiven_OrderIsTheCallersAndOthersAreProblems()
    {
        using TempFolder folder = new TempFolder().Images("Covid-19/a.png", "normal/b.png", "TB/c.png");
        DatasetOptions options = new() { ClassNames = ["No finding", "COVID-19"], AllowProblems = true };
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root, options);
        Assert.That(dataset.ClassNames, Is.EqualTo(new[] { "Normal", "COVID-19" }));
        Assert.That(dataset.Problems, Is.EqualTo(new[]
        {
            new DatasetProblem(DatasetProblemKind.UnknownLabel, folder["TB/c.png"], null, "label 'TB' is not one of: Normal, COVID-19"),
        }));
    }

    [Test]
    public void FromFolder_NothingThere_IsOneClearError()
    {
        using TempFolder folder = new();
        string name = Path.GetFileName(folder.Root);
        Assert.That(() => XRayDataset.FromFolder(folder.Root), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            $"Dataset '{name}' must hold at least one image, got none."));
        Assert.That(() => XRayDataset.FromFolder(folder["absent"]), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            $"Dataset '{folder["absent"]}' must be a folder or a table that exists, but there is nothing at that path."));
    }

    private static string Foreign(ReadOnlySpan<byte> head) => ImageFormats.Refusal(head).TrimEnd('.');
}

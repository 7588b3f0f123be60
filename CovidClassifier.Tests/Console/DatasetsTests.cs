using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public sealed class DatasetsTests
{
    [Test]
    public void Datasets_ListsEveryLayoutThatIsRead()
    {
        using var folder = new TempFolder();
        CovidResult run = CovidProcess.Run(folder.Root, "datasets", "--json", "d.json").Expect(0);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["d.json"]));
        Assert.That(json.RootElement.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("format").GetString()),
            Is.EqualTo(XRayDataset.Known.Select(k => k.Format)));
        Assert.That(run.Output, Does.Contain("padchest: PadChest, 160868 images").And.Contain("  licence: CC BY-SA 4.0").And.Contain("never for diagnosis"));
    }

    [Test]
    public void Audit_OwnSplit_IsReplacedOnlyWhereAsked()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder, "xrays/train");
        SomeXRays.Write(folder, "xrays/test", perClass: 3);
        string given = CovidProcess.Run(folder.Root, "audit", "--data", "xrays", "--audits", "files").Expect(0).Output;
        string anew = CovidProcess.Run(folder.Root, "audit", "--data", "xrays", "--audits", "files", "--split", "new").Expect(0).Output;
        Assert.That((given.Contains("the dataset's own split", StringComparison.Ordinal), anew.Contains("folds by patient", StringComparison.Ordinal)),
            Is.EqualTo((true, true)));
    }

    [Test]
    public void CrossValidate_OwnSplit_SaysWhatIsKeptOut()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder, "xrays/train");
        SomeXRays.Write(folder, "xrays/test", perClass: 3);
        CovidResult run = CovidProcess.Run(folder.Root, "crossvalidate", "--data", "xrays", "--folds", "2", "--group", "patient", "--epochs", "1",
            "--audits", "none", "--json", "c.json").Expect(0);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["c.json"]));
        Assert.That(json.RootElement.GetProperty("images").GetInt32(), Is.EqualTo(24));
        Assert.That(run.Output, Does.Contain("the 6 images of its test part are kept out of the folds; --split new deals all images."));
    }
}

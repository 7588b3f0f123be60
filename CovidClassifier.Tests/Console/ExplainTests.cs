using System.Text.Json;
using SkiaSharp;

namespace CovidClassifier.Tests.Console;

public class ExplainTests
{
    private const string Image = "xrays/Normal/03.png";

    [Test]
    public void Explain_WritesTheOverlayAtThePicturesSize_AndTheMapAsJson()
    {
        JsonElement json = Run("--out", "maps/map.png", "--label", "covid 19", "--json", "-").Expect(0).Json();
        using SKBitmap overlay = SKBitmap.Decode(TrainedModel.Folder["maps/map.png"]), image = SKBitmap.Decode(TrainedModel.Folder[Image]);
        JsonElement map = json.GetProperty("explanation");
        Assert.Multiple(() =>
        {
            Assert.That((overlay.Width, overlay.Height), Is.EqualTo((image.Width, image.Height)));
            Assert.That((map.GetProperty("width").GetInt32(), map.GetProperty("height").GetInt32()), Is.EqualTo((image.Width, image.Height)));
            Assert.That((json.GetProperty("method").GetString(), map.GetProperty("label").GetString()), Is.EqualTo(("hirescam", "COVID-19")));
            Assert.That(map.GetProperty("cells").GetArrayLength(), Is.EqualTo(14 * 14));
            Assert.That(json.GetProperty("check").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public void Explain_TellsWhatItFound()
    {
        CovidResult run = Run("--out", "map2.png", "--method", "occlusion").Expect(0);
        Assert.That(
            run.Output,
            Does.Contain("explained ").And.Contain("by the method occlusion").And.Contain("Written: map2.png").And.Contain("never for diagnosis"));
    }

    [Test]
    public void Explain_WithCheck_SaysWhetherMapsMeanAnything()
    {
        JsonElement json = Run("--check", "--method", "gradcam", "--json", "-").Expect(0).Json();
        JsonElement check = json.GetProperty("check");
        Assert.That(check.GetProperty("images").GetInt32(), Is.EqualTo(1));
        Assert.That(check.GetProperty("sentence").GetString(), Does.Contain("gradcam"));
        Assert.That(check.GetProperty("byLabel")[0].GetProperty("label").GetString(), Is.AnyOf("COVID-19", "Normal"));
        Assert.That(json.GetProperty("explanation").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Explain_WithMarks_PlaysThePointingGame()
    {
        File.WriteAllText(TrainedModel.Folder["marks.csv"],
            "file,opacities\nxrays/COVID-19/00.png,1000 1000 2000 2000\nxrays/Normal/00.png,\nxrays/COVID-19/01.png,9999 9999 1 1;-5 -5 1 1\n");
        JsonElement game = CovidProcess.Run(TrainedModel.Folder.Root, "explain", "--model", TrainedModel.Zip, "--marks", "marks.csv", "--json", "-").Expect(0)
            .Json().GetProperty("pointingGame");
        Assert.That((game.GetProperty("images").GetInt32(), game.GetProperty("label").GetString()), Is.EqualTo((2, "COVID-19")));
        Assert.That(game.GetProperty("hits").GetInt32(), Is.LessThanOrEqualTo(1), "the second picture's marks lie outside it");
    }

    [Test]
    public void Explain_WithABrokenMark_IsAFailureThatNamesTheRow()
    {
        File.WriteAllText(TrainedModel.Folder["broken.csv"], "file,opacities\nxrays/COVID-19/00.png,10 10 0 5\n");
        CovidResult run = CovidProcess.Run(TrainedModel.Folder.Root, "explain", "--model", TrainedModel.Zip, "--marks", "broken.csv").Expect(1);
        Assert.That(run.Error, Is.EqualTo(
            "Table 'broken.csv', row 2: its marked areas must be 'x y radiusX radiusY' in pixels of the picture, several separated by ';', radii above 0, " +
                "got '10 10 0 5'." + Environment.NewLine));
    }

    [Test]
    public void Explain_WhereTheMethodDoesNotApply_IsAFailureInOneSentence()
    {
        CovidResult run = Run("--out", "map3.png", "--method", "cam").Expect(1);
        Assert.That(run.Error, Does.StartWith("A class activation map needs logits that are weighted sums").And.Contain("explain this network with"));
        Assert.That(File.Exists(TrainedModel.Folder["map3.png"]), Is.False);
    }

    [Test]
    public void Explain_AnUnknownLabel_IsAFailureThatNamesTheClasses()
    {
        CovidResult run = Run("--out", "map4.png", "--label", "Tuberculosis").Expect(1);
        Assert.That(run.Error, Does.StartWith("'Tuberculosis' is not one of the model's classes: "));
    }

    private static CovidResult Run(params string[] arguments) =>
        CovidProcess.Run(TrainedModel.Folder.Root, ["explain", "--model", TrainedModel.Zip, Image, .. arguments]);
}

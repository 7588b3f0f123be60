using System.Text.Json;
using CovidClassifier.Watcher;
using Microsoft.Extensions.Hosting;

namespace CovidClassifier.Tests.Samples;

public class WatcherTests
{
    [Test]
    public async Task Run_WritesAResultForEachFile_WithLabelAndGuard_OrWhyThereIsNone()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["in"]);
        string phantom = Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms", "Normal");
        File.Copy(Directory.GetFiles(phantom, "*.png")[0], folder["in/x.png"]);
        folder.Text("in/note.png", "no picture");
        foreach (string file in Directory.GetFiles(folder["in"]))
        {
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
        }

        string model = Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-multisource.zip");
        using IHost host = WatcherHost.Build(["--model", model, "--in", folder["in"], "--out", folder["out"], "--Logging:LogLevel:Default", "None"]);
        await host.StartAsync();
        string[] results = [folder["out/x.png.json"], folder["out/note.png.json"]];
        for (int tries = 0; tries < 600 && !results.All(File.Exists); tries++)
        {
            await Task.Delay(100);
        }

        await host.StopAsync();
        using var read = JsonDocument.Parse(File.ReadAllBytes(results[0]));
        using var unread = JsonDocument.Parse(File.ReadAllBytes(results[1]));
        Assert.That(read.RootElement.GetProperty("label").GetString(), Is.AnyOf("COVID-19", "others"));
        Assert.That(read.RootElement.GetProperty("guard").GetProperty("distance").GetSingle(), Is.GreaterThan(0));
        Assert.That(unread.RootElement.GetProperty("label").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(unread.RootElement.GetProperty("reason").GetString(), Does.Contain("note.png"));
        Assert.That(read.RootElement.GetProperty("researchUseOnly").GetString(), Does.Contain("never for diagnosis"));
    }

    [TestCase("a", "a")]
    [TestCase("a", "./a/")]
    public void Of_OneFolderForBoth_IsRefused(string input, string output) => Assert.That(
        () => WatchedFolder.Of(input, output), Throws.InvalidOperationException.With.Message.EqualTo(
            $"--in and --out are both '{input}': each result would be taken for an X-ray that comes in. Name two folders."));
}

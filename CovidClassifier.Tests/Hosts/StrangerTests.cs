using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using CovidClassifier.Tests.Console;
using CovidClassifier.Tests.Documentation;

namespace CovidClassifier.Tests.Hosts;

/// <summary>What somebody does who has the README and the packages, and nothing else. Runs where <see cref="HostTests"/> do.</summary>
[Category("Hosts")]
[NonParallelizable]
public class StrangerTests
{
    private static string Root => SharedFolder.ProjectRoot();

    private static string Model => Path.Combine(Root, "models", "covid-cnn.zip");

    private static string AnImage => Directory.GetFiles(Path.Combine(Root, "samples", "data", "phantoms"), "*.png", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).First();

    [Test]
    public void Readme_ItsFirstLines_TrainMeasureSaveLoadAndExplain()
    {
        using var host = new HostProgram(Block(0), properties: "<Nullable>enable</Nullable>");
        Images(host["data/xrays"]);
        Images(host["data/other-hospital"]);
        File.Copy(AnImage, host["patient.png"]);
        string output = host.Dotnet("run", "-c", "Release");
        Assert.That(output, Does.Contain("epoch   1/").And.Contain("AUROC"));
        Assert.That((File.Exists(host["covid.zip"]), File.Exists(host["map.png"])), Is.EqualTo((true, true)));
    }

    [Test]
    public void Readme_ItsSecondBlock_LoadsTheZipWithPlainMlNet()
    {
        const string Predict = """
            using var engine = mlContext.Model.CreatePredictionEngine<Input, Output>(pipeline);
            Console.WriteLine(engine.Predict(new Input { ImageSource = File.ReadAllBytes(args[0]) }).PredictedLabel);
            class Input { public byte[] ImageSource { get; set; } = []; }
            class Output { public string PredictedLabel { get; set; } = ""; }
            """;
        using var host = new HostProgram($"using CovidClassifier;\n{Block(1)}\n{Predict}");
        File.Copy(Model, host["covid.zip"]);
        using CovidModel model = CovidModel.Load(Model);
        Assert.That(host.Dotnet("run", "-c", "Release", "--", AnImage).Trim(), Is.EqualTo(model.Predict(AnImage).Label));
    }

    [Test]
    public void FSharp_TrainsAndPredicts()
    {
        const string Source = """
            open CovidClassifier
            let args = System.Environment.GetCommandLineArgs()
            let model = CovidModelBuilder(1L).WithData(XRayDataset.Open args[1]).WithAudits(AuditDepth.None).Train()
            printfn "%s" (model.Predict(args[2]).Label)
            """;
        using var host = new HostProgram(Source, language: "fs");
        Images(host["xrays"]);
        Assert.That(host.Dotnet("run", "-c", "Release", "--", host["xrays"], AnImage).Trim(), Is.AnyOf("COVID-19", "Normal"));
    }

    [Test]
    public void Templates_Console_TrainsAndReports()
    {
        using HostProgram host = Template("covidclassifier");
        Images(host["xrays"]);
        string output = host.Dotnet("run", "-c", "Release", "--project", "study", "--", host["xrays"], host["m.zip"]);
        Assert.That(output, Does.Contain("AUROC"));
        Assert.That((File.Exists(host["m.zip"]), File.Exists(host["m.html"])), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Templates_Web_ClassifiesWhatIsPosted()
    {
        using HostProgram host = Template("covidclassifier-web");
        host.Dotnet("build", "-c", "Release", "study");
        string url = $"http://127.0.0.1:{FreePort()}";
        using Process server = host.Start(
            "dotnet", Directory.GetFiles(host["study/bin"], "study.dll", SearchOption.AllDirectories).First(), "--urls", url, "--Model", Model);
        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(url) };
            await Until(async () => (await client.GetAsync(new Uri("/", UriKind.Relative))).IsSuccessStatusCode);
            using var image = new ByteArrayContent(await File.ReadAllBytesAsync(AnImage));
            using HttpResponseMessage good = await client.PostAsync(new Uri("/predict", UriKind.Relative), image);
            using CovidModel model = CovidModel.Load(Model);
            Assert.That((await good.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("label").GetString(), Is.EqualTo(model.Predict(AnImage).Label));
            using var text = new StringContent("no image");
            using HttpResponseMessage bad = await client.PostAsync(new Uri("/predict", UriKind.Relative), text);
            Assert.That(bad.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        }
        finally
        {
            server.Kill();
        }
    }

    [Test]
    public void Tool_IsInstalled_AndRunsTheDemo()
    {
        using var host = new HostProgram("");
        host.Dotnet("tool", "install", "CovidClassifier.Tool", "--tool-path", host["tools"], "--version", host.Version, "--configfile", host["nuget.config"]);
        string covid = host[OperatingSystem.IsWindows() ? "tools/covid.exe" : "tools/covid"];
        Assert.That(host.Run(covid, "demo", "--out", host["demo.zip"]), Does.Contain("Next: covid predict"));
        Assert.That(File.Exists(host["demo.zip"]), Is.True);
    }

    [Test]
    public void Packages_HoldNoPathOfTheMachine_AndSayWhatTheyAre()
    {
        string root = Root;
        foreach (string package in Directory.GetFiles(HostProgram.Packages, "CovidClassifier*.nupkg"))
        {
            using ZipArchive zip = ZipFile.OpenRead(package);
            foreach (ZipArchiveEntry entry in zip.Entries.Where(
                e => e.Name is "CovidClassifier.dll" or "covid.dll" || e.Name.EndsWith(".nuspec", StringComparison.Ordinal)))
            {
                using Stream stream = entry.Open();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                string content = System.Text.Encoding.Latin1.GetString(bytes.ToArray());
                Assert.That(content.Contains(root, StringComparison.Ordinal), Is.False, $"{Path.GetFileName(package)}: {entry.FullName}");
                if (entry.Name.EndsWith(".nuspec", StringComparison.Ordinal))
                {
                    Assert.That(content, Does.Contain("<projectUrl>").And.Contain("<repository type=\"git\"").And.Contain("<license type=\"expression\">MIT"));
                    Assert.That(
                        content,
                        Does.Contain("<icon>icon.png</icon>").And.Contain("<readme>README.md</readme>")
                            .And.Contain("<releaseNotes>").And.Contain("<copyright>"));
                }
            }
        }
    }

    private static HostProgram Template(string name)
    {
        var host = new HostProgram("");
        string templates = Directory.GetFiles(HostProgram.Packages, "CovidClassifier.Templates.*.nupkg").Single();
        host.Dotnet("new", "install", templates);
        host.Dotnet("new", name, "-o", "study", "-n", "study");
        return host;
    }

    private static void Images(string folder)
    {
        using var temp = new TempFolder();
        SomeXRays.Write(temp);
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        foreach (string file in Directory.GetFiles(temp["xrays"], "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(folder, Path.GetRelativePath(temp["xrays"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Until(Func<Task<bool>> isTrue)
    {
        for (int attempt = 0; attempt < 120; attempt++)
        {
            try
            {
                if (await isTrue())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not up yet
            }

            await Task.Delay(500);
        }

        Assert.Fail("the application does not answer");
    }

    private static string Block(int number) => MarkdownPage.Snippets("README.md").Where(s => !s.IsExpression).ElementAt(number).Code;
}

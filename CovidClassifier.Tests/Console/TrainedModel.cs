using System.Text.Json;

namespace CovidClassifier.Tests.Console;

/// <summary>One small training by the console, shared by the tests that look at what it left.</summary>
[SetUpFixture]
[Parallelizable(ParallelScope.Children)]
internal sealed class TrainedModel
{
    public const int Epochs = 3;
    public const int Images = 24;

    private static readonly Lazy<CovidResult> Training = new(() =>
        CovidProcess.Run(Folder.Root, "train", "--data", Data, "--epochs", "3", "--out", "models/covid.zip", "--json", "train.json"));

    private static TempFolder? s_folder;

    public static TempFolder Folder => s_folder ?? throw new InvalidOperationException("The folder is there only while tests run.");

    public static string Data => Folder["xrays"];

    public static CovidResult Run => Training.Value.Expect(0);

    /// <summary>The model; trained when it is first asked for.</summary>
    public static string Zip
    {
        get
        {
            _ = Run;
            return Folder["models/covid.zip"];
        }
    }

    public static JsonElement Json
    {
        get
        {
            _ = Run;
            return JsonDocument.Parse(File.ReadAllBytes(Folder["train.json"])).RootElement;
        }
    }

    [OneTimeSetUp]
    public static void Draw()
    {
        s_folder = new TempFolder();
        SomeXRays.Write(s_folder);
    }

    [OneTimeTearDown]
    public static void Remove() => s_folder?.Dispose();
}

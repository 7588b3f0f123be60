using CovidClassifier.Tests.Packaging;
using SkiaSharp;

namespace CovidClassifier.Tests.Hosts;

/// <summary>
/// Applications that reference the package. Each is restored, built and run, which takes minutes together: they run where COVIDCLASSIFIER_PACKAGE names the
/// folder of the packed library.
/// </summary>
[Category("Hosts")]
[NonParallelizable]
public class HostTests
{
    private const string Predicts = """
        using CovidClassifier;
        using CovidModel model = CovidModel.Load(args[0]);
        foreach (string image in args[1..]) { Console.WriteLine(model.Predict(image).Label); }
        """;

    private const string PredictsExplainsEvaluates = """
        using CovidClassifier;
        using CovidModel model = CovidModel.Load(args[0]);
        Console.WriteLine(model.Predict(args[1]).Label);
        Console.WriteLine(model.Explain(args[1]).Map.Width);
        Console.WriteLine(model.Evaluate(XRayDataset.Open(args[2])).Images.Count);
        model.Save("again.zip");
        Console.WriteLine(CovidModel.Load("again.zip").Predict(args[1]).Label);
        """;

    private const string DrawsAndPredicts = """
        using CovidClassifier;
        using SkiaSharp;
        using var own = new SKBitmap(10, 10);
        Console.WriteLine(own.Width);
        using CovidModel model = CovidModel.Load(args[0]);
        foreach (string image in args[1..]) { Console.WriteLine(model.Predict(image).Label); }
        """;

    private const string TrainsAndSaves = """
        using CovidClassifier;
        CovidModelBuilder builder = new CovidModelBuilder(seed: 7).WithData(XRayDataset.Open(args[0]));
        using CovidModel trained = builder.WithTraining(o => o with { Epochs = 1 }).WithAudits(AuditDepth.None).Train();
        trained.Save("m.zip");
        using CovidModel loaded = CovidModel.Load("m.zip");
        Console.WriteLine(loaded.Predict(args[1]).Label == trained.Predict(args[1]).Label);
        """;

    private readonly TempFolder _images = new();

    private static string Model => Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip");

    private static string Phantoms => Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms");

    [SetUp]
    public void Draw()
    {
        byte[] png = SomeModel.Picture(1);
        using SKBitmap bitmap = SKBitmap.Decode(png);
        using SKData jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        _images.Write("a.png", png).Write("a.jpg", jpeg.ToArray());
    }

    [TearDown]
    public void Remove() => _images.Dispose();

    [Test]
    public void Host_WithSkiaSharpAsMlNetBringsIt_ClassifiesJpegAndPng_AndDrawsItsOwn()
    {
        using var host = new HostProgram(DrawsAndPredicts);
        Assert.That(Lines(host.Dotnet("run", "-c", "Release", "--", Model, _images["a.jpg"], _images["a.png"])),
            Has.Length.EqualTo(3).And.ItemAt(0).EqualTo("10"));
    }

    [Test]
    public void Host_WithANewerSkiaSharpAndItsNativeLibrary_ClassifiesJpegAndPng_AndDrawsItsOwn()
    {
        using var host = new HostProgram(
            DrawsAndPredicts,
            packages: """
                <PackageReference Include="SkiaSharp" Version="4.155.0" />
                <PackageReference Include="SkiaSharp.NativeAssets.Linux" Version="4.155.0" />
                """);
        Assert.That(Lines(host.Dotnet("run", "-c", "Release", "--", Model, _images["a.jpg"], _images["a.png"])),
            Has.Length.EqualTo(3).And.ItemAt(0).EqualTo("10"));
    }

    [Test]
    [Platform("Linux", Reason = "elsewhere SkiaSharp brings its native library itself")]
    public void Host_WithANewerSkiaSharpAlone_IsToldByTheBuild_AndClassifiesJpegAndPng()
    {
        using var host = new HostProgram(Predicts, packages: """<PackageReference Include="SkiaSharp" Version="4.155.0" />""");
        Assert.That(host.Dotnet("build", "-c", "Release"), Does.Contain("COVID0001").And.Contain("SkiaSharp.NativeAssets.Linux.NoDependencies"));
        Assert.That(Lines(host.Dotnet("run", "-c", "Release", "--no-build", "--", Model, _images["a.jpg"], _images["a.png"])), Has.Length.EqualTo(2));
    }

    [Test]
    [Platform("Linux", Reason = "publishes for Linux")]
    public void Host_Trimmed_PredictsExplainsEvaluatesAndSaves()
    {
        using var host = new HostProgram(PredictsExplainsEvaluates,
            "<RuntimeIdentifier>linux-x64</RuntimeIdentifier><PublishTrimmed>true</PublishTrimmed><InvariantGlobalization>true</InvariantGlobalization>");
        host.Dotnet("publish", "-c", "Release", "-o", "out");
        string[] lines = Lines(host.Run(host["out/app"], Model, _images["a.png"], Phantoms));
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[3], Is.EqualTo(lines[0]));
    }

    [Test]
    [Explicit("compiles for four minutes; needs a linker: clang, or gcc with -p:CppCompilerAndLinker=gcc as here")]
    [Platform("Linux", Reason = "publishes for Linux")]
    public void Host_NativeAot_PredictsExplainsEvaluatesAndSaves()
    {
        using var host = new HostProgram(PredictsExplainsEvaluates,
            "<RuntimeIdentifier>linux-x64</RuntimeIdentifier><PublishAot>true</PublishAot><CppCompilerAndLinker>gcc</CppCompilerAndLinker>");
        host.Dotnet("publish", "-c", "Release", "-o", "out");
        string[] lines = Lines(host.Run(host["out/app"], Model, _images["a.png"], Phantoms));
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[3], Is.EqualTo(lines[0]));
        TestContext.Out.WriteLine($"{new FileInfo(host["out/app"]).Length / 1e6:0.0} MB");
    }

    [Test]
    [Platform("Linux", Reason = "publishes for Linux")]
    public void Host_OnNet8_WithTheRuntimeInIt_PredictsTrainsAndSaves()
    {
        using var host = new HostProgram(
            TrainsAndSaves,
            "<TargetFramework>net8.0</TargetFramework><RuntimeIdentifier>linux-x64</RuntimeIdentifier><SelfContained>true</SelfContained>"
            + "<InvariantGlobalization>true</InvariantGlobalization>");
        host.Dotnet("publish", "-c", "Release", "-o", "out");
        Assert.That(Lines(host.Run(host["out/app"], Phantoms, _images["a.png"])), Is.EqualTo(["True"]));
    }

    [Test]
    public void File_RunAsAProgram_TrainsSavesAndLoads()
    {
        using var host = new HostProgram("");
        File.Delete(host["app.csproj"]);
        File.WriteAllText(host["Program.cs"], $"#:package CovidClassifier@{host.Version}\n{TrainsAndSaves}");
        Assert.That(Lines(host.Dotnet("run", "Program.cs", "--", Phantoms, _images["a.png"])), Is.EqualTo(["True"]));
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

using CovidClassifier.Tests.Learning;

namespace CovidClassifier.Tests.Console;

[Platform("Linux", Reason = "ONNX Runtime reports by itself on Linux; strace")]
public class TelemetryTests
{
    private static readonly string[] Train = ["train", "--data", "../xrays", "--epochs", "2", "--audits", "none", "--out", "m.zip"];

    [Test]
    public void TrainAndPredict_LeaveNothingInHomeOrInTheFolderOfTemporaryFiles()
    {
        using TempFolder folder = Places();
        CovidProcess.RunIn(Surroundings(folder), folder["work"], Train).Expect(0);
        CovidProcess.RunIn(Surroundings(folder), folder["work"], "predict", "--model", "m.zip", Image(folder)).Expect(0);
        Assert.Multiple(() =>
        {
            Assert.That(Below(folder["home"]), Is.Empty);
            Assert.That(Below(folder["temporary"]), Is.Empty);
            Assert.That(Below(folder["work"]), Is.EqualTo(["m.zip"]));
        });
    }

    [TestCase("lightgbm")]
    [TestCase("maxent")]
    public void SaveAndLoad_AnyHead_LeavesNothingInTheFolderOfTemporaryFiles(string head)
    {
        using TempFolder folder = Places();
        _ = SmallNetwork.Open(folder);
        CovidProcess.RunIn(
            Surroundings(folder), folder["work"],
                [.. Train[..3], .. Train[5..], "--network", "../small.onnx", "--mode", "frozen", "--head", head, "--preprocessing", "zero-one"]).Expect(0);
        CovidProcess.RunIn(Surroundings(folder), folder["work"], "predict", "--model", "m.zip", Image(folder)).Expect(0);
        Assert.That(Below(folder["temporary"]), Is.Empty);
    }

    [TestCase("train")]
    [TestCase("predict")]
    public void Console_Traced_OpensNoSocketOfANetwork(string command)
    {
        if (!OnThePath("strace"))
        {
            Assert.Ignore("strace is not installed");
        }

        using TempFolder folder = Places();
        CovidSurroundings traced = Surroundings(folder) with
        {
            Wrapper = ["strace", "--follow-forks", "--quiet=all", "--seccomp-bpf", "--trace=socket,connect,sendto,sendmmsg", "--output", folder["calls"]],
        };
        string model = TrainedModel.Zip;
        string[] arguments = command == "train" ? Train : ["predict", "--model", model, Image(folder)];
        CovidProcess.RunIn(traced, folder["work"], arguments).Expect(0);
        Assert.That(File.ReadLines(folder["calls"])
            .Where(l => l.Contains("AF_INET", StringComparison.Ordinal) || l.Contains("AF_NETLINK", StringComparison.Ordinal)), Is.Empty);
    }

    private static TempFolder Places()
    {
        var folder = new TempFolder();
        SomeXRays.Write(folder);
        foreach (string place in (string[])["home", "temporary", "work"])
        {
            Directory.CreateDirectory(folder[place]);
        }

        return folder;
    }

    // the tests' own process has forbidden the reports, for its children too
    private static CovidSurroundings Surroundings(TempFolder folder) => new(new()
    {
        ["ORT_DISABLE_TELEMETRY"] = null,
        ["HOME"] = folder["home"],
        ["XDG_CACHE_HOME"] = null,
        ["TMPDIR"] = folder["temporary"],
    });

    private static string Image(TempFolder folder) =>
        Directory.GetFiles(folder["xrays"], "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    private static string[] Below(string folder) =>
        [.. Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f))
            .Order(StringComparer.Ordinal)];

    private static bool OnThePath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, program)));
}

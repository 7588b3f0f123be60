using System.Diagnostics;

namespace CovidClassifier.Tests.Samples;

/// <summary>The scripts for Slurm with an sbatch that runs each job at once, and a program that tells its arguments.</summary>
[Platform("Linux,MacOsX", Reason = "shell scripts")]
public sealed class SlurmTests
{
    private readonly TempFolder _folder = new();

    [SetUp]
    public void WriteCommands()
    {
        _folder.Text("sbatch", "#!/bin/bash", "for a in \"$@\"; do case $a in *.sbatch) bash \"$a\" >> out.txt 2>&1;; esac; done", "echo 7");
        _folder.Text("program", "printf '<%s>' \"$@\"", "echo");
        Run("chmod +x sbatch");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("submit-auto.sh", "auto", "<--worker>", "<--resume><--out><my result.zip>")]
    [TestCase("submit-crossvalidate.sh", "crossvalidate", "<--shard><auto>", "<merge>")]
    public void Submit_OptionsWithSpacesAndSigns_ReachTheProgramWhole(string script, string command, string inTasks, string atTheEnd)
    {
        string said = Run($"{Script(script)} 3 'my folder' \"--out 'my result.zip'\" --data 'my data' --patient-pattern '(p[0-9]+) $HOME *'");
        Assert.That(said.Trim(), Is.EqualTo("7 7"));
        string[] jobs = File.ReadAllLines(_folder["out.txt"]);
        Assert.That(jobs[0], Does.StartWith($"<{command}><--data><my data><--patient-pattern><(p[0-9]+) $HOME *>").And.Contain(inTasks));
        Assert.That(jobs[1], Does.Contain(atTheEnd).And.Contain("/my folder>").And.EndWith("<--out><my result.zip>"));
    }

    [Test]
    public void Submit_WithTooFewArguments_SaysHowItIsUsed() =>
        Assert.That(Run($"{Script("submit-score.sh")} 3 || echo ended with $?"), Does.StartWith("Usage: submit-score.sh TASKS").And.Contain("ended with 2"));

    private static string Script(string name) => $"'{Path.Combine(SharedFolder.ProjectRoot(), "samples", "slurm", name)}'";

    private string Run(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", "exec 2>&1; " + command]) { WorkingDirectory = _folder.Root, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder.Root}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["COVID"] = $"bash {_folder["program"]}";
        using Process process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd();
    }
}

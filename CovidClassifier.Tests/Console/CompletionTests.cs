using System.Diagnostics;
using CovidClassifier.Console.Completion;

namespace CovidClassifier.Tests.Console;

public class CompletionTests
{
    [TestCase("covid tr", "train")]
    [TestCase("covid train --aug", "--augment")]
    [TestCase("covid train --mode f", "frozen", "finetune")]
    [TestCase("covid weights f", "fetch")]
    [TestCase("covid completion z", "zsh")]
    public void Suggest_TheBeginningOfAWord_GivesWhatItCanBe(string line, params string[] words)
    {
        CovidResult suggested = CovidProcess.Run(TrainedModel.Folder.Root, $"[suggest:{line.Length}]", line).Expect(0);
        Assert.That(suggested.Output.Split('\n', StringSplitOptions.TrimEntries), Is.EquivalentTo(words));
    }

    [TestCaseSource(typeof(CompletionScript), nameof(CompletionScript.Shells))]
    public void Script_OfEveryShell_AsksTheConsole(string shell) =>
        Assert.That(CovidProcess.Run(TrainedModel.Folder.Root, "completion", shell).Expect(0).Output, Does.Contain("[suggest:").And.Contain("covid"));

    [Test]
    [Platform("Linux", Reason = "bash")]
    public void Script_OfBash_CompletesACommandInBash()
    {
        using var folder = new TempFolder();
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        folder.Text("covid", $"#!/bin/sh\nexec '{host}' '{Path.Combine(AppContext.BaseDirectory, "covid.dll")}' \"$@\"\n");
        folder.Text("covid.bash", CompletionScript.Of("bash")!);
        const string Type = """
            chmod +x covid; PATH="$PWD:$PATH"; . ./covid.bash
            COMP_LINE='covid cross'; COMP_POINT=11; COMP_WORDS=(covid cross); COMP_CWORD=1
            _covid; printf '%s' "${COMPREPLY[*]}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", Type]) { WorkingDirectory = folder.Root, RedirectStandardOutput = true })!;
        Assert.That(bash.StandardOutput.ReadToEnd(), Is.EqualTo("crossvalidate"));
    }
}

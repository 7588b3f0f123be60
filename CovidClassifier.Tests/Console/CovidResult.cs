using System.Text.Json;

namespace CovidClassifier.Tests.Console;

/// <summary>What a run of the console left.</summary>
internal sealed record CovidResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output, which must be one JSON value and nothing else.</summary>
    public JsonElement Json() => JsonDocument.Parse(Output).RootElement;

    public CovidResult Expect(int exitCode)
    {
        Assert.That(ExitCode, Is.EqualTo(exitCode), $"{Output}\n{Error}");
        return this;
    }
}

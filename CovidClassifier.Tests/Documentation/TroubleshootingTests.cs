using System.Text.RegularExpressions;

namespace CovidClassifier.Tests.Documentation;

/// <summary>The sentences that the page on trouble explains are those that the code says.</summary>
public sealed partial class TroubleshootingTests
{
    private const int ShortestPart = 12;

    private static readonly Lazy<string> Source = new(() => string.Concat(
        ((string[])["CovidClassifier", "samples/CovidClassifier.Console"]).Select(f => Path.Combine(SharedFolder.ProjectRoot(), f))
            .SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText).Select(t => Joint().Replace(t, ""))));

    private static IEnumerable<string> Sentences() =>
        File.ReadLines(Path.Combine(SharedFolder.ProjectRoot(), "docs", "troubleshooting.md")).Where(l => l.StartsWith("> ", StringComparison.Ordinal))
            .Select(l => l[2..]);

    [TestCaseSource(nameof(Sentences))]
    public void Sentence_OfThePage_IsOneThatTheCodeSays(string sentence)
    {
        string[] parts = [.. sentence.Split('…').Where(p => p.Length >= ShortestPart || p == sentence)];
        Assert.That(parts, Is.Not.Empty);
        Assert.That(parts.Where(p => !Source.Value.Contains(p.Trim(), StringComparison.Ordinal)), Is.Empty);
    }

    // a long sentence stands in several literals
    [GeneratedRegex(@"\$?""\s*\+\s*\$?""|""\)\s*\+\s*\$?""")]
    private static partial Regex Joint();
}

using System.Text.RegularExpressions;

namespace CovidClassifier.Tests.Documentation;

/// <summary>Pages quote the source: a block under a comment with a file's path is a part of that file, letter by letter.</summary>
public sealed partial class QuotedSourceTests
{
    private const int LongestExample = 60;

    private static IEnumerable<TestCaseData> Quotes() =>
        from page in MarkdownPage.All()
        from Match quote in Quote().Matches(File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot(), page)))
        select new TestCaseData(quote.Groups["path"].Value, quote.Groups["code"].Value).SetArgDisplayNames(page, quote.Groups["path"].Value);

    [TestCaseSource(nameof(Quotes))]
    public void Quote_OfASourceFile_IsAPartOfIt(string path, string code)
    {
        Assert.That(File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot(), path)), Does.Contain(code.TrimEnd()));
        Assert.That(code.Split('\n'), Has.Length.LessThan(LongestExample));
    }

    [Test]
    public void Extending_EachPage_QuotesAWorkedExample() => Assert.That(
        MarkdownPage.All().Where(p => p.StartsWith("docs/extending/", StringComparison.Ordinal) && !p.EndsWith("index.md", StringComparison.Ordinal))
            .Where(p => !Quote().IsMatch(File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot(), p)))),
        Is.Empty);

    [GeneratedRegex(@"<!-- (?<path>[\w./-]+\.cs) -->\n```CSharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Quote();
}

using System.Text.RegularExpressions;

namespace CovidClassifier.Tests.Documentation;

/// <summary>Links of the pages to files of this repository lead somewhere, and their headings are there.</summary>
public sealed partial class LinkTests
{
    // what goes into a package is read elsewhere: its links are absolute
    private static IEnumerable<string> Pages() => MarkdownPage.All();

    [TestCaseSource(nameof(Pages))]
    public void Links_ToFiles_LeadSomewhere(string page)
    {
        string root = SharedFolder.ProjectRoot(), folder = Path.GetDirectoryName(Path.Combine(root, page))!;
        string text = Code().Replace(File.ReadAllText(Path.Combine(root, page)), "");
        string[] lost =
        [
            .. Link().Matches(text).Select(m => m.Groups["target"].Value)
                .Where(t => !t.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(folder, page, t)),
        ];
        Assert.That(lost, Is.Empty);
    }

    [Test]
    public void Pages_OfPackages_LinkToTheWebAlone() => Assert.That(
        MarkdownPage.All().Where(p => Path.GetFileName(p) == "package.md")
            .SelectMany(p => Link().Matches(File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot(), p)))).Select(m => m.Groups["target"].Value)
            .Where(t => !t.StartsWith("https://", StringComparison.Ordinal)),
        Is.Empty);

    private static bool LeadsSomewhere(string folder, string page, string target)
    {
        string[] parts = target.Split('#', 2);
        string file = parts[0].Length == 0 ? Path.Combine(SharedFolder.ProjectRoot(), page) : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return Path.Exists(file) && (parts.Length == 1 || File.ReadLines(file).Where(l => l.StartsWith('#')).Any(l => Anchor(l) == parts[1]));
    }

    // as GitHub makes it of a heading
    private static string Anchor(string heading) =>
        NoWord().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"(?<!\\)\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord();
}

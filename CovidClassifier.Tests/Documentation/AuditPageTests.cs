using System.Reflection;
using System.Text.RegularExpressions;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Tests.Documentation;

/// <summary>Each audit has its page, with its rule as the verdicts print it.</summary>
public sealed partial class AuditPageTests
{
    private static string Folder => Path.Combine(SharedFolder.ProjectRoot(), "docs", "audits");

    private static string[] Pages => [.. Directory.GetFiles(Folder, "*.md").Where(p => Path.GetFileName(p) != "index.md").Order(StringComparer.Ordinal)];

    [Test]
    public void Audits_EachByName_HaveAPage()
    {
        string[] names =
        [
            .. Directory.GetFiles(Path.Combine(SharedFolder.ProjectRoot(), "CovidClassifier", "Auditing"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(f => Name().Matches(File.ReadAllText(f))).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal),
        ];
        Assert.That(names, Has.Length.GreaterThanOrEqualTo(18));
        Assert.That(names.Except(Pages.Select(p => File.ReadLines(p).First()[2..])), Is.Empty, "a page in docs/audits, and its line in index.md and toc.yml");
    }

    [Test]
    public void Page_OfEachAudit_HasItsRuleWordForWord_AndEveryPart()
    {
        string[] rules =
        [
            .. typeof(AuditRules).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(string))
                .Select(p => (string)p.GetValue(null)!),
            .. typeof(AuditRules).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral && f.FieldType == typeof(string))
                .Select(f => (string)f.GetRawConstantValue()!),
        ];
        foreach (string page in Pages)
        {
            string text = File.ReadAllText(page);
            string rule = Rule().Match(text).Groups["rule"].Value;
            Assert.That(rules, Does.Contain(rule), page);
            string[] parts = ["**Asks:**", "## An example that fails", "## What to do then", "## What it cannot see"];
            Assert.That(parts.Where(p => !text.Contains(p, StringComparison.Ordinal)), Is.Empty, page);
        }

        string all = string.Concat(Pages.Select(File.ReadAllText));
        Assert.That(rules.Where(r => !all.Contains($"**Rule:** {r}.", StringComparison.Ordinal)), Is.Empty, "a rule that no page explains");
    }

    [Test]
    public void Index_AndContents_NameEveryPage()
    {
        string index = File.ReadAllText(Path.Combine(Folder, "index.md")), contents = File.ReadAllText(Path.Combine(Folder, "toc.yml"));
        Assert.That(
            Pages.Select(Path.GetFileName).Where(p => !index.Contains($"({p})", StringComparison.Ordinal)
                || !contents.Contains(p!, StringComparison.Ordinal)),
            Is.Empty);
    }

    [GeneratedRegex("""\bName = "(?<name>[a-z ,]+)";?,?""")]
    private static partial Regex Name();

    [GeneratedRegex(@"\*\*Rule:\*\* (?<rule>.*)\.\n")]
    private static partial Regex Rule();
}

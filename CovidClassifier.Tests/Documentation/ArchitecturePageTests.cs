using System.Text;
using CovidClassifier.Tests.Architecture;

namespace CovidClassifier.Tests.Documentation;

/// <summary>
/// The maps on the page of the architecture are those that the code gives. COVIDCLASSIFIER_WRITE_PAGES=1 in the environment writes them anew instead.
/// </summary>
public sealed class ArchitecturePageTests
{
    private const string Begin = "<!-- written by ArchitecturePageTests: COVIDCLASSIFIER_WRITE_PAGES=1 -->\n```text\n", End = "```\n<!-- end -->";

    // where a training and the scoring of images are put together
    private const string Training = "Workflows/TrainingRun.cs", Scoring = "Scoring/ImageScorer.cs";

    private static string Page => Path.Combine(SharedFolder.ProjectRoot(), "docs", "architecture.md");

    [Test]
    public void Page_HoldsTheMapsThatTheCodeGives()
    {
        string page = File.ReadAllText(Page), maps = Maps(LibrarySource.Library, Floors.Read());
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.That((begin, end), Is.Not.EqualTo((0, 0)).And.Matches<(int Begin, int End)>(p => p.Begin <= p.End), "the page has its marks");
        if (Environment.GetEnvironmentVariable("COVIDCLASSIFIER_WRITE_PAGES") == "1")
        {
            File.WriteAllText(Page, page[..begin] + maps + page[end..]);
            return;
        }

        Assert.That(page[begin..end], Is.EqualTo(maps), "write them anew: COVIDCLASSIFIER_WRITE_PAGES=1 dotnet test --filter Name~Page_HoldsTheMaps");
    }

    private static string Maps(LibrarySource library, Floors floors)
    {
        var text = new StringBuilder("Folders, highest first, and what each knows:\n");
        foreach (IGrouping<string, Mention> folder in library.Mentions.Where(m => Top(m.Folder) != Top(m.Home)).GroupBy(m => Top(m.Folder))
            .OrderByDescending(g => floors.Of(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            string known = string.Join(", ", folder.Select(m => Top(m.Home)).Distinct().OrderByDescending(floors.Of).ThenBy(f => f, StringComparer.Ordinal));
            text.Append($"  {folder.Key,-14} {known}\n");
        }

        Chain(text, library, "A training: what it takes, in the order of the code", Training);
        Chain(text, library, "Scoring images: what it takes, in the order of the code", Scoring);
        return text.ToString();
    }

    private static void Chain(StringBuilder text, LibrarySource library, string title, string file)
    {
        text.Append($"\n{title} ({file}):\n");
        foreach (Mention mention in library.Mentions.Where(m => m.File == file))
        {
            text.Append($"  {mention.Home,-22} {mention.Type}\n");
        }
    }

    private static string Top(string folder) => folder.Split('/')[0];
}

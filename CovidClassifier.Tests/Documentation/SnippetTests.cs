namespace CovidClassifier.Tests.Documentation;

/// <summary>The C# of every Markdown page compiles with <c>using CovidClassifier;</c> alone.</summary>
public class SnippetTests
{
    public static IEnumerable<string> Pages() => MarkdownPage.All();

    [TestCaseSource(nameof(Pages))]
    public void Page_EverySnippet_Compiles(string page) => Assert.Multiple(() =>
    {
        foreach (Snippet snippet in MarkdownPage.Snippets(page))
        {
            Assert.That(SnippetCompiler.Errors(snippet), Is.Empty, snippet.ToString());
        }
    });

    [Test]
    public void Readme_HasBlocksAndExpressions()
    {
        Snippet[] snippets = [.. MarkdownPage.Snippets("README.md")];
        Assert.That(snippets.Count(s => !s.IsExpression), Is.GreaterThanOrEqualTo(3));
        Assert.That(snippets.Count(s => s.IsExpression), Is.GreaterThanOrEqualTo(10));
    }

    [TestCase("`CovidModel.Load(path, ExecutionProvider.Cuda)`", "CovidModel.Load(path, ExecutionProvider.Cuda)")]
    [TestCase("`WithAudits(AuditDepth.None)` leaves them out", "WithAudits(AuditDepth.None)")]
    [TestCase("`model.Explain(\"patient.png\").SaveOverlay(\"map.png\")`", "model.Explain(\"patient.png\").SaveOverlay(\"map.png\")")]
    [TestCase("code `Backbone.MobileNetV2.Frozen()` and `.FineTuned()`", "Backbone.MobileNetV2.Frozen()", ".FineTuned()")]
    [TestCase("`Network.FromOnnx`", "Network.FromOnnx")]
    [TestCase("`covid auto --data my-xrays --out auto.zip` and `report.json`, `COVID-19/`, `Features`, `Directory.Packages.props`, " +
        "`CovidClassifier.Benchmarks`, `[NAME...]`, `-- Some.Thing(1)`")]
    [TestCase("```csharp\nmodel.Save(\"a\");   // or model.SaveOnnx(\"b\"), p[\"Normal\"]\n```\n", null, "model.SaveOnnx(\"b\")", "p[\"Normal\"]")]
    [TestCase("```sh\nmodel.Save()\n```\n")]
    public void Snippets_OfAPage_AreFound(string page, params string?[] found)
    {
        Snippet[] snippets = [.. MarkdownPage.Snippets("page.md", page)];
        Assert.That(snippets.Select(s => s.IsExpression ? s.Code : null), Is.EqualTo(found));
    }

    [TestCase("var model = new CovidModelBuilder().WithNothing();", false, "CS1061")]
    [TestCase("RankedScores.Nothing", true, "CS0103")]
    [TestCase("Metric.Nowhere", true, "CS0117")]
    public void Errors_OfWhatDoesNotCompile_AreFound(string code, bool isExpression, string error) =>
        Assert.That(SnippetCompiler.Errors(new Snippet("page.md", 1, code, isExpression)), Has.Some.StartsWith(error));
}

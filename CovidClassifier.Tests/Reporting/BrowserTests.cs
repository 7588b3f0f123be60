using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Reporting.Content;
using Microsoft.Playwright;

namespace CovidClassifier.Tests.Reporting;

/// <summary>The page in a real browser: the system's Chromium, without a network. Skipped where there is none.</summary>
[Parallelizable(ParallelScope.Self)]
public class BrowserTests
{
    private static Chromium s_chromium = null!;
    private static TempFolder s_folder = null!;

    [OneTimeSetUp]
    public static async Task Open()
    {
        s_chromium = await Chromium.Start();
        s_folder = new TempFolder();
        string[] awkward = ["COVID-19", "Größe & <b>", new string('w', 90), "Viral pneumonia of unknown origin", "Normal"];
        (SomeReport.Of(awkward, "COVID-19", images: 40) with { Tables = [Table] }).Save(s_folder["report.html"]);
    }

    [OneTimeTearDown]
    public static async Task Close()
    {
        if (s_chromium is not null)
        {
            await s_chromium.DisposeAsync();
        }

        s_folder?.Dispose();
    }

    [TestCase(390, ColorScheme.Light)]
    [TestCase(390, ColorScheme.Dark)]
    [TestCase(1280, ColorScheme.Light)]
    [TestCase(1280, ColorScheme.Dark)]
    public async Task Page_FitsTheScreen_AndCanBeReadByAll(int width, ColorScheme scheme)
    {
        List<string> troubles = [];
        IPage page = await Page(width, scheme, troubles);
        int wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.That(wide, Is.LessThanOrEqualTo(width), "the page itself never scrolls sideways");
        Assert.That(await Chromium.AxeFindings(page), Is.Empty);
        Assert.That(troubles, Is.Empty);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Page_ByKeyboardAlone_SortsTablesAndEnlargesPictures()
    {
        List<string> troubles = [];
        IPage page = await Page(1280, ColorScheme.Light, troubles);
        ILocator sort = page.Locator("#comparison thead button").Nth(1);
        await sort.PressAsync("Enter");
        Assert.That(await page.Locator("#comparison tbody th").AllTextContentsAsync(), Is.EqualTo(new[] { "second", "firstbest", "absent" }),
            "what has no number stays below");
        await sort.PressAsync("Enter");
        Assert.That(await page.Locator("#comparison tbody th").AllTextContentsAsync(), Is.EqualTo(new[] { "firstbest", "second", "absent" }));
        await page.Locator("#comparison thead button").Nth(3).PressAsync("Enter");
        Assert.That(await page.Locator("#comparison tbody th").AllTextContentsAsync(), Is.EqualTo(new[] { "second", "absent", "firstbest" }),
            "a cell below two headings moves nothing");

        await page.Locator(".pictures img").First.PressAsync("Enter");
        Assert.That(await page.Locator("dialog img").First.IsVisibleAsync(), Is.True);
        await page.Keyboard.PressAsync("Escape");
        Assert.That(await page.Locator("dialog img").First.IsVisibleAsync(), Is.False);
        Assert.That(troubles, Is.Empty);
        await page.Context.CloseAsync();
    }

    [Test]
    public async Task Page_WithoutScripts_ShowsEverythingAndPrints()
    {
        IBrowserContext context = await s_chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(s_folder["report.html"]).AbsoluteUri);
        Assert.That(await page.Locator("h2").CountAsync(), Is.GreaterThan(9));
        Assert.That(await page.Locator(".pictures img").First.IsVisibleAsync(), Is.True);
        byte[] pdf = await page.PdfAsync();
        Assert.That(pdf.AsSpan().StartsWith("%PDF"u8), Is.True);
        await context.CloseAsync();
    }

    private static ReportTable Table { get; } = new()
    {
        Key = "comparison",
        Title = "Networks side by side",
        Columns = [new("network", "Network"), new("auroc", "AUROC"), new("logLoss", "Log loss"), new("bytes", "Model, bytes")],
        Rows =
        [
            new([ReportCell.Of("first"), ReportCell.Of(new MetricResult(MetricValue.Of(0.97), new MetricInterval(0.95, 0.99, "DeLong"))), ReportCell.Of(0.2),
                ReportCell.Of(300)]) { Mark = "best" },
            new([ReportCell.Of("absent"), ReportCell.None("its weights are not there"), ReportCell.None("its weights are not there"), ReportCell.Of(200)]),
            new([ReportCell.Of("second"), ReportCell.Of(0.91), ReportCell.Of(0.3), ReportCell.Of(100)]),
        ],
    };

    private static async Task<IPage> Page(int width, ColorScheme scheme, List<string> troubles)
    {
        IBrowserContext context =
            await s_chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme });
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => troubles.Add(error);
        page.Console += (_, message) => troubles.Add(message.Text);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                troubles.Add($"asks for {request.Url}");
            }
        };
        await page.GotoAsync(new Uri(s_folder["report.html"]).AbsoluteUri);
        return page;
    }
}

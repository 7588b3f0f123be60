using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CovidClassifier.Onnx;
using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Tests.Reporting;

public partial class ReportTests
{
    private const long MostBytes = 6_000_000;

    private static readonly string[] TwoClasses = ["COVID-19", "Normal"];

    private static readonly string[] Awkward =
    [
        "<script>alert('x')</script>", "Größe & \"Form\" 肺炎", new string('w', 160), "COVID-19", "</style>",
        "a.b.c", "x", "y", "z", "left", "right", "upper", "lower", "none", "007", "100 %",
    ];

    // written once, looked at by several tests
    private static readonly Dictionary<string, Lazy<WrittenReport>> Written = new()
    {
        ["two classes"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19"))),
        ["unknown patients"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19", perPatient: 0))),
        ["three classes, none positive"] = new(() => WrittenReport.Of(SomeReport.Of(["A", "B", "C"], positive: null))),
        ["sixteen awkward classes"] = new(() => WrittenReport.Of(SomeReport.Of(Awkward, "COVID-19", images: 96))),
        ["one epoch, no validation"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19", epochs: 1, hasValidation: false))),
        ["400 epochs"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19", epochs: 400))),
        ["five folds"] = new(() => WrittenReport.Of(OfFolds(SomeReport.Of(TwoClasses, "COVID-19")))),
        ["scores alone"] =
            new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Training = null, Data = null, Audit = null, Command = null, Seed = null })),
        ["nothing measured"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = null })),
        ["no image"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 0, 0) })),
        ["one image"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 1, 0) })),
        ["two images"] = new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 2, 0) })),
        ["all scores equal"] = new(() => WrittenReport.Of(
            SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 24, 2, areAlike: true) })),
        ["no image of the others"] =
            new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 20, 1, _ => 0) })),
        ["a positive label in signs"] = new(() => WrittenReport.Of(SomeReport.Of(["\"\U0001FAC1' & <b>", "Normal"], "\"\U0001FAC1' & <b>"))),
        ["no positive image"] =
            new(() => WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 20, 1, _ => 1) })),
    };

    private static IEnumerable<string> Reports => Written.Keys;

    [TestCaseSource(nameof(Reports))]
    public void Report_EveryFigure_IsInTheJson(string report) => Assert.That(Written[report].Value.WalkFigures(), Is.GreaterThan(10));

    [TestCaseSource(nameof(Reports))]
    public void Report_Page_IsWholeAndStandsAlone(string report)
    {
        string html = Written[report].Value.Html;
        string[] ids = [.. Id().Matches(html).Select(m => m.Groups[1].Value)];
        Assert.Multiple(() =>
        {
            Assert.That(html.Length, Is.LessThan(MostBytes));
            Assert.That(Address().Matches(html).Select(m => m.Groups[1].Value)
                .Where(a => !a.StartsWith('#') && !a.StartsWith("data:image/jpeg;base64,", StringComparison.Ordinal)), Is.Empty, "nothing is fetched");
            Assert.That(html, Does.Not.Contain("url(h").And.Not.Contain("@import"));
            Assert.That(Written[report].Value.Text, Does.Not.Contain("NaN").And.Not.Contain("∞"));
            Assert.That(ids, Is.Unique);
            Assert.That(Anchor().Matches(html).Select(m => m.Groups[1].Value), Is.SubsetOf(ids), "every link of the page leads somewhere");
            Assert.That(html, Does.Contain("For research and teaching only, never for diagnosis."));
        });
        Assert.That(() => XElement.Parse(AsXml(html)), Throws.Nothing, "every element is closed");
    }

    [TestCaseSource(nameof(Reports))]
    public void Report_EveryPlotPictureAndTable_CanBeHeard(string report)
    {
        XElement page = XElement.Parse(AsXml(Written[report].Value.Html));
        Assert.Multiple(() =>
        {
            Assert.That(page.Descendants("svg").Where(s => s.Element("title")!.Value.Length == 0 || s.Element("desc")!.Value.Length < 10), Is.Empty);
            Assert.That(page.Descendants("img").Where(i => string.IsNullOrEmpty((string?)i.Attribute("alt"))), Is.Empty);
            Assert.That(page.Descendants("th").Where(h => h.Attribute("scope") is null), Is.Empty);
            Assert.That(page.Descendants("table").Where(t => t.Element("caption") is null), Is.Empty);
            int[] levels = [.. page.Descendants().Where(e => e.Name.LocalName is "h1" or "h2" or "h3").Select(e => e.Name.LocalName[1] - '0')];
            Assert.That(levels.Zip(levels.Skip(1)).Where(l => l.Second > l.First + 1), Is.Empty, "no heading skips a level");
            Assert.That(levels.Count(l => l == 1), Is.EqualTo(1));
        });
    }

    [TestCase("COVID-19", "COVID-19 against Normal", "Normal", "COVID-19")]
    [TestCase("A", "A against B and C", "A", "B", "C")]
    [TestCase(null, "A against B", "A", "B")]
    [TestCase("A", "A among 5 classes", "A", "B", "C", "D", "E")]
    [TestCase(null, "X-rays among 5 classes", "A", "B", "C", "D", "E")]
    public void Title_NamesFewClassesAndCountsMany(string? positive, string title, params string[] classNames) =>
        Assert.That(Report.TitleOf(classNames, positive), Is.EqualTo(title));

    [Test]
    public void Report_NamesFromData_NeverBecomeMarkup()
    {
        string html = WrittenReport.Of(SomeReport.Of(Awkward, "COVID-19", images: 96)).Html;
        Assert.That(html, Does.Not.Contain("<script>alert"));
        Assert.That(html.Split("</style>"), Has.Length.EqualTo(2), "the style sheet's own end alone");
        Assert.That(html, Does.Contain("Größe &amp; &quot;Form&quot; 肺炎"));
    }

    [Test]
    public void Report_Headline_IsThatOfTheMetrics()
    {
        Report report = SomeReport.Of(TwoClasses, "COVID-19");
        WrittenReport written = WrittenReport.Of(report);
        foreach (Metric metric in Metric.All)
        {
            MetricResult result = report.Scores!.Metrics[metric];
            Assert.That(written.At($"metrics.{metric.Key}.value").GetValue<double>(), Is.EqualTo(result.Value), metric.Key);
            Assert.That(written.At($"metrics.{metric.Key}.method").GetValue<string>(), Is.EqualTo(result.Interval.Method), metric.Key);
        }
    }

    [Test]
    public void Report_UndefinedFigures_SayWhy()
    {
        WrittenReport written =
            WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = SomeReport.Scores(TwoClasses, "COVID-19", 20, 1, _ => 1) });
        Assert.That(written.Text, Does.Contain("undefined: no image is labelled COVID-19"));
        Assert.That(written.At("metrics.sensitivity.undefined").GetValue<string>(), Is.EqualTo("no image is labelled COVID-19"));
        Assert.That(written.Json["metrics"]!["sensitivity"]!["value"], Is.Null);
    }

    [Test]
    public void Report_TheWorstAudit_ComesFirst()
    {
        WrittenReport written = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19"));
        Assert.That(written.At("audit.verdict").GetValue<string>(), Is.EqualTo("fail"));
        Assert.That(written.At("audit.findings.0.name").GetValue<string>(), Is.EqualTo("header baseline"));
        Assert.That(written.Html.IndexOf("id=\"audits\"", StringComparison.Ordinal),
            Is.LessThan(written.Html.IndexOf("id=\"headline\"", StringComparison.Ordinal)));
    }

    [Test]
    public void Report_WithoutAudits_SaysThatNothingIsKnown()
    {
        WrittenReport written = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Audit = null });
        Assert.That(written.At("audit.verdict").GetValue<string>(), Is.EqualTo("unknown"));
        Assert.That(written.Text, Does.Contain("No audit was run"));
    }

    [Test]
    public void Report_TwoWritings_AreTheSame()
    {
        string first = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19")).Html, second = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19")).Html;
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Report_InACultureWithOtherSigns_IsTheSame()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "٫";
        culture.NumberFormat.NumberGroupSeparator = "٬";
        culture.NumberFormat.NegativeSign = "\u061c-";
        string invariant = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19")).Html;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.That(WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19")).Html, Is.EqualTo(invariant));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Report_Page_LetsOnlyItsOwnScriptRun()
    {
        string html = Written["sixteen awkward classes"].Value.Html;
        string script =
            html[(html.LastIndexOf("<script>", StringComparison.Ordinal) + "<script>".Length)..html.LastIndexOf("</script>", StringComparison.Ordinal)];
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Match policy = Regex.Match(html, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");
        Assert.That(System.Net.WebUtility.HtmlDecode(policy.Groups[1].Value),
            Does.StartWith("default-src 'none'; img-src data:;").And.Contain($"script-src 'sha256-{hash}'"));
        Assert.That(policy.Index, Is.LessThan(html.IndexOf("<style", StringComparison.Ordinal)), "nothing comes before it");
    }

    [Test]
    public void Report_PictureThatCannotBeRead_IsNamedAndTheRestIsThere()
    {
        ReportScores scores = SomeReport.Scores(TwoClasses, "COVID-19", 12, 1);
        ReportImage[] images = [.. scores.Images];
        images[0] = images[0] with { Image = XRayImage.FromFile("gone/away.png") with { Label = images[0].Label } };
        WrittenReport written = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = scores with { Images = images } });
        Assert.That(written.Text, Does.Contain("The picture cannot be shown: the file does not exist."));
        Assert.That(written.Html, Does.Contain("data:image/jpeg;base64,"));
        written.WalkFigures();
    }

    [Test]
    public void Report_NetworkWithoutHeatMaps_SaysWhyAndShowsTheImages()
    {
        ReportScores scores =
            SomeReport.Scores(TwoClasses, "COVID-19", 12, 1) with { Explain = (_, _) => throw new NetworkException("The network has no spatial map.") };
        WrittenReport written = WrittenReport.Of(SomeReport.Of(TwoClasses, "COVID-19") with { Scores = scores });
        Assert.That(written.Text, Does.Contain("There are no heat maps: The network has no spatial map."));
        Assert.That(written.Html, Does.Contain("data:image/jpeg;base64,"));
    }

    [Test]
    public void Report_Cancelled_WritesNothing()
    {
        using var folder = new TempFolder();
        Assert.That(() => SomeReport.Of(TwoClasses, "COVID-19").Save(folder["r.html"], new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Root), Is.Empty);
    }

    [Test]
    [Explicit("10,000 images take a quarter of a minute to measure")]
    public void Report_OfTenThousandImages_StaysSmall()
    {
        WrittenReport written = WrittenReport.Of(SomeReport.Of(["COVID-19", "Normal", "Pneumonia"], "COVID-19", images: 10_000));
        written.WalkFigures();
        Assert.That(written.Html.Length, Is.LessThan(MostBytes));
    }

    private static Report OfFolds(Report report) => report with
    {
        Training = report.Training! with
        {
            Runs =
            [.. Enumerable.Range(1, 5).Select(f => SomeReport.Run(FormattableString.Invariant($"fold {f}"), epochs: f + 3, hasValidation: f % 2 == 0))]
        },
    };

    // the writer leaves out the ends of elements that have none in HTML
    private static string AsXml(string html) => Unread().Replace(html, "").Replace("<!doctype html>", "", StringComparison.Ordinal) is var body
        ? Void().Replace(body.Replace("&nbsp;", " ", StringComparison.Ordinal), "$1/>")
        : "";

    [GeneratedRegex("<(style|script)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("(<(?:meta|img)\\b[^>]*)>")]
    private static partial Regex Void();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Anchor();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Address();
}

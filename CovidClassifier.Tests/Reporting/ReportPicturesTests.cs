using System.Text.Json.Nodes;
using System.Xml.Linq;
using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Tests.Reporting;

/// <summary>What a paper's figures and first table need: drawn, in words, and in the file of numbers.</summary>
public class ReportPicturesTests
{
    // longer than a plot has room for, and each of its characters takes two
    private const string Four = "\U0001FAC1\U0001FAC1\U0001FAC1\U0001FAC1", LongOfPairs = Four + Four + Four + Four;

    private static readonly string[] Classes = ["COVID-19", "Normal"];

    private static readonly Lazy<WrittenReport> Plain = new(() => WrittenReport.Of(SomeReport.Of(Classes, "COVID-19")));

    [Test]
    public void Table_WithADrawnColumn_DrawsEachNumberOnce()
    {
        MetricResult Result(double value) => new(MetricValue.Of(value), new MetricInterval(value - 0.05, value + 0.04, "DeLong"));
        var table = new ReportTable
        {
            Key = "comparison",
            Title = "Comparison",
            Drawn = "auroc",
            Columns = [new("network", "Network"), new("auroc", "AUROC")],
            Rows =
            [
                new([ReportCell.Of("good"), ReportCell.Of(Result(0.9))]),
                new([ReportCell.Of("a <name> that is far too long for a plot"), ReportCell.Of(Result(0.8))]),
                new([ReportCell.Of("absent"), ReportCell.None("no weights")]),
            ],
        };
        WrittenReport written = WrittenReport.Of(new Report { Title = "x", Tables = [table] });
        written.WalkFigures();
        Assert.That(written.Html, Does.Contain("AUROC: good 0.900 (0.850 to 0.940); a &lt;name&gt; that is far too long for a plot 0.800 (0.750 to 0.840)."));
        Assert.That(written.Html, Does.Contain(">a &lt;name&gt; that \u2026ng for a plot</text>"));
        Assert.That(() => (table with { Drawn = "auc" }).Check(), Throws.ArgumentException.With.Message.Contains("'auc'"));
        Assert.That(WrittenReport.Of(new Report { Title = "x", Tables = [table with { Rows = [table.Rows[0]] }] }).Html, Does.Not.Contain("plot-comparison"));
    }

    [TestCase(LongOfPairs)]
    [TestCase("a\u0001\u001b[2J\ufffe")]
    [TestCase("half \ud83e of one")]
    public void Plots_OfNamesThatNoMarkupMayHold_AreDrawn(string name)
    {
        MetricResult result = new(MetricValue.Of(0.8), new MetricInterval(0.7, 0.9, "DeLong"));
        var table = new ReportTable
        {
            Key = "comparison",
            Title = "Comparison",
            Drawn = "auroc",
            Columns = [new("network", "Network"), new("auroc", "AUROC")],
            Rows = [new([ReportCell.Of(name), ReportCell.Of(result)]), new([ReportCell.Of("a" + name), ReportCell.Of(result)])],
        };
        ReportCurve[] curves = [new(name, [new(0, 0), new(1, 1)], result, new CurvePoint(0.1, 0.9)), new("b", [new(0, 0), new(1, 1)], result, null)];
        WrittenReport written = WrittenReport.Of(SomeReport.Of([name, "Normal"], name) with { Tables = [table], Curves = curves });
        string[] plots = [.. written.Html.Split("<svg").Skip(1).Select(p => "<svg" + p[..(p.IndexOf("</svg>", StringComparison.Ordinal) + 6)])];
        Assert.That(plots, Has.Length.GreaterThan(3));
        foreach (string plot in plots)
        {
            Assert.That(() => XElement.Parse(plot), Throws.Nothing);
        }
    }

    [Test]
    public void Curves_OfSeveralNetworks_StandInOnePlotWithTheirOperatingPoints()
    {
        ReportCurve[] curves = [.. Enumerable.Range(1, 8).Select(n => new ReportCurve(
            FormattableString.Invariant($"net {n}"), [new(0, 0), new(0.1 * n, 0.9), new(1, 1)],
            new MetricResult(MetricValue.Of(0.99 - (0.01 * n)), new MetricInterval(0.9, 1, "DeLong")), new CurvePoint(0.1 * n, 0.9)))];
        WrittenReport written = WrittenReport.Of(SomeReport.Of(Classes, "COVID-19") with { Curves = curves });
        written.WalkFigures();
        Assert.That(written.At("networkCurves").AsArray(), Has.Count.EqualTo(6), "more lines nobody tells apart");
        Assert.That(written.At("moreNetworkCurves").GetValue<int>(), Is.EqualTo(2));
        Assert.That(written.At("networkCurves.2.operatingPoint.0").GetValue<double>(), Is.EqualTo(0.3).Within(1e-12));
        Assert.That(written.Html, Does.Contain("id=\"plot-networks-title\""));
        Assert.That(Plain.Value.Html, Does.Not.Contain("plot-networks"));
    }

    [Test]
    public void Roc_MarksWhereTheModelsLabelsStand()
    {
        ClassificationMetrics metrics = SomeReport.Scores(Classes, "COVID-19", 36, 2).Metrics;
        Assert.That(Plain.Value.At("curves.0.operatingPoint").AsArray().Select(n => n!.GetValue<double>()),
            Is.EqualTo(new[] { 1 - metrics.Specificity.Value, metrics.Sensitivity.Value }));
    }

    [Test]
    public void Calibration_AndDecisionCurve_AreInThePageAndInTheJson()
    {
        ReportScores scores = SomeReport.Scores(Classes, "COVID-19", 36, 2);
        Assert.That(Plain.Value.At("calibration.slope.undefined").GetValue<string>(), Does.Contain("without a fault"), "made-up scores are all right");
        Assert.That(Plain.Value.At("calibration.intercept.method").GetValue<string>(), Is.EqualTo("Wald, by patient"));
        Assert.That(Plain.Value.At("decision.model.19").GetValue<double>(), Is.EqualTo(scores.Metrics[Metric.NetBenefitAt20].Value).Within(1e-12));
        Assert.That(Plain.Value.At("decision.rows").AsArray(), Has.Count.EqualTo(9));
        Assert.That(Plain.Value.Text, Does.Contain("call every image"));
    }

    [Test]
    public void Plots_CarryTheirFigures()
    {
        Assert.That(Plain.Value.Html.Split("<figure data-csv=\"series,"), Has.Length.EqualTo(Plain.Value.Html.Split("<svg").Length));
        Assert.That(Plain.Value.Html, Does.Contain("data-csv=\"series,threshold probability,net benefit,low,high&#xA;"));
    }

    [Test]
    public void Data_KnowsWhoseTheImagesAre_AndWhatWasLeftOut()
    {
        ReportData data = SomeReport.Of(Classes, "COVID-19").Data!;
        CardGroup group = new()
        {
            Label = "COVID-19",
            Images = 12,
            Patients = 9,
            KnownAges = 5,
            MedianAge = 51.5,
            LowerQuartileAge = 40,
            UpperQuartileAge = 66.25,
            Sexes = new Dictionary<string, int> { ["F"] = 4, ["unknown"] = 5 },
            Views = new Dictionary<string, int> { ["unknown"] = 12 },
        };
        CardGroup other = group with { Label = "Normal", KnownAges = 0, MedianAge = null, LowerQuartileAge = null, UpperQuartileAge = null };
        WrittenReport written = WrittenReport.Of(SomeReport.Of(Classes, "COVID-19") with
        {
            Data = data with
            {
                Parts = [data.Parts[0] with { Groups = [group, other] }, data.Parts[1]],
                Flow = new ReportFlow([new LeftOut("view is L", 4)], 96),
            },
        });
        written.WalkFigures();
        JsonNode row = written.At("data.groups.0");
        Assert.That(row["part"]!.GetValue<string>(), Is.EqualTo("training"));
        Assert.That((row["patients"]!.GetValue<int>(), row["medianAge"]!.GetValue<double>()), Is.EqualTo((9, 51.5)));
        Assert.That(written.At("data.groups.1").AsObject().ContainsKey("medianAge"), Is.False);
        Assert.That(written.Text, Does.Contain("Not known of any image: view."));
        Assert.That(written.Text, Does.Match("Found +100 +Left out +4 *: view is L +Used +96"));
    }
}

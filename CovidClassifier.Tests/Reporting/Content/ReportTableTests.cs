using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Tests.Reporting.Content;

public class ReportTableTests
{
    private static readonly ReportTable Comparison = new()
    {
        Key = "comparison",
        Title = "Networks side by side",
        Note = "The same folds for all.",
        Columns = [new("network", "Network"), new("auroc", "AUROC"), new("seconds", "training, seconds"), new("bytes", "model, bytes")],
        Rows =
        [
            new([ReportCell.Of("cnn <3>"), ReportCell.Of(new MetricResult(MetricValue.Of(0.97219), new MetricInterval(0.9512, 0.9881, "DeLong"))),
                ReportCell.Of(87.25, 2), ReportCell.Of(1702340)]) { Mark = "best" },
            new([ReportCell.Of("vgg16"), ReportCell.None("its weights are not in the folder"), ReportCell.None("it was not trained"),
                ReportCell.Of(double.NaN)]) { Remark = "Given up." },
            new([ReportCell.Of("resnet50"), .. Enumerable.Repeat(ReportCell.None("not enough images"), 3)]),
        ],
    };

    private static Report Report(ReportTable table) => new() { Title = "Comparison", Tables = [table] };

    [Test]
    public void Table_IsInThePageAndInTheJson()
    {
        WrittenReport written = WrittenReport.Of(Report(Comparison));
        Assert.That(written.WalkFigures(), Is.EqualTo(5));
        Assert.That(written.At("comparison.rows.0.auroc.value").GetValue<double>(), Is.EqualTo(0.97219));
        Assert.That(written.At("comparison.rows.0.auroc.method").GetValue<string>(), Is.EqualTo("DeLong"));
        Assert.That(written.At("comparison.rows.0.mark").GetValue<string>(), Is.EqualTo("best"));
        Assert.That(written.At("comparison.rows.1.auroc.undefined").GetValue<string>(), Is.EqualTo("its weights are not in the folder"));
        Assert.That(written.Html, Does.Contain("cnn &lt;3&gt;").And.Not.Contain("cnn <3>"));
        Assert.That(written.Html, Does.Contain(">0.972</data>").And.Contain(">0.951</data>").And.Contain(">87.25</data>"));
        Assert.That(written.Text, Does.Contain("it was not trained").And.Not.Contain("undefined"), "what was not to be measured is not called undefined");
        Assert.That(written.At("comparison.rows.1.remark").GetValue<string>(), Is.EqualTo("Given up."));
        Assert.That(written.Html, Does.Contain(">vgg16<span class=\"remark\">Given up.</span>"));
        Assert.That(written.At("comparison.rows.2.bytes.undefined").GetValue<string>(), Is.EqualTo("not enough images"));
        Assert.That(written.Text.Split("not enough images"), Has.Length.EqualTo(2), "one reason is said once");
    }

    [Test]
    public void Table_OfAFigureWithoutAValue_CallsItUndefined()
    {
        ReportRow row = new([ReportCell.Of("cnn"), ReportCell.Undefined("one class"), ReportCell.None("one class"), ReportCell.Of(1)]);
        ReportTable table = Comparison with { Rows = [row] };
        Assert.That(WrittenReport.Of(Report(table)).Text, Does.Match("cnn +undefined: one class +one class +1"));
    }

    [Test]
    public void Table_OfAPValueThatRoundsToNothing_DoesNotShowItAsZero()
    {
        ReportCell[] chances = [.. new[] { 0.00002, 0.0312, double.NaN }.Select(p => ReportCell.OfPValue(p, "one class"))];
        ReportRow row = new([ReportCell.Of("cnn"), .. chances]);
        WrittenReport written = WrittenReport.Of(Report(Comparison with { Rows = [row] }));
        Assert.That(written.Text, Does.Contain("< 0.0001").And.Contain("0.0312").And.Contain("undefined: one class"));
        Assert.That(written.At("comparison.rows.0.auroc.value").GetValue<double>(), Is.EqualTo(0.00002));
    }

    [Test]
    public void Table_ThatDoesNotFitTogether_IsRefused()
    {
        Assert.That(() => Report(Comparison with { Key = "my table" }).Save("r.html"), Throws.ArgumentException.With.Message.EqualTo(
            "Keys of a report's table are letters and digits, got 'my table' in table 'Networks side by side'."));
        Assert.That(() => Report(Comparison with { Rows = [new([ReportCell.Of("cnn")])] }).Save("r.html"), Throws.ArgumentException.With.Message.EqualTo(
            "Each row of table 'Networks side by side' needs 4 cells, one for each column, got 1 in row 1."));
        Assert.That(() => Report(Comparison with { Columns = [new("a", "A"), new("a", "B"), new("c", "C"), new("d", "D")] }).Save("r.html"),
            Throws.ArgumentException.With.Message.EqualTo(
            "Columns of a report's table have different keys, got 'a' twice in table 'Networks side by side'."));
        Assert.That(File.Exists("r.html"), Is.False);
    }

    [Test]
    public void Report_UnderANameThatIsNoPage_IsRefused() =>
        Assert.That(() => Report(Comparison).Save("report.json"),
            Throws.ArgumentException.With.Message.StartsWith("A report is a page whose name ends in .html, got 'report.json'."));
}

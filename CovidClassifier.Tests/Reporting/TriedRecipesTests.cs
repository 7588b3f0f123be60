using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Tables;
using CovidClassifier.Search;
using CovidClassifier.Tests.Search;

namespace CovidClassifier.Tests.Reporting;

public class TriedRecipesTests
{
    private static ReportTable Table(Metric metric)
    {
        Trial good = SomeTrials.Trial(1, skill: 1), poor = SomeTrials.Trial(2, skill: 0.1, folds: 1), none = SomeTrials.Trial(3, skill: 0, folds: 0);
        none.Dropped = "It would have taken more than its share of the budget.";
        return TriedRecipes.Of(Leaderboard.Of(metric, SomeTrials.InnerFolds(metric), [good, poor, none], [good, good]));
    }

    [TestCase("accuracy", "accuracy", "auroc", "logLoss")]
    [TestCase("auroc", "auroc", "accuracy", "logLoss")]
    [TestCase("log-loss", "logLoss", "accuracy", "auroc")]
    [TestCase("mcc", "mcc", "accuracy", "auroc", "logLoss")]
    public void Columns_BeginWithTheMetricOfTheSearch_AndShowNoFigureTwice(string metric, params string[] figures)
    {
        ReportTable table = Table(Metric.Parse(metric));
        Assert.That(table.Columns.Select(c => c.Key), Is.EqualTo((string[])["recipe", .. figures, "folds", "seconds", "trial", "members"]));
        WrittenReport written = WrittenReport.Of(new Report { Title = "Search", Tables = [table] });
        Assert.That(written.WalkFigures(), Is.EqualTo((2 * figures.Length) + (3 * 4)));
    }

    [Test]
    public void Rows_SayWhatIsInTheModelAndWhyARecipeWasGivenUp()
    {
        IReadOnlyList<ReportRow> rows = Table(Metric.Auroc).Rows;
        Assert.That(rows.Select(r => r.Mark), Is.EqualTo(new[] { "in the model", null, null }));
        Assert.That(rows.Select(r => r.Remark), Is.EqualTo(new[] { null, null, "Given up: It would have taken more than its share of the budget." }));
        Assert.That(rows[2].Cells[1].Number!.Value.Reason, Is.EqualTo("it ended no fold"));
    }
}

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
        Assert.That(
            table.Columns.Select(c => c.Key),
            Is.EqualTo((string[])["recipe", .. figures, "folds", "leaderOnSameFolds", "seconds", "trial", "members"]));
        WrittenReport written = WrittenReport.Of(new Report { Title = "Search", Tables = [table] });
        Assert.That(written.WalkFigures(), Is.EqualTo((2 * (figures.Length + 1)) + (3 * 4)));
    }

    // the leader's folds two to four are hard: over the first alone it is far ahead of what it has over all
    [Test]
    public void Rows_OfFewerFolds_StandBesideTheLeaderOnTheSameFolds()
    {
        Trial leader = SomeTrials.Trial(1, skill: 3, folds: 1), early = SomeTrials.Trial(2, skill: 0.5, folds: 1);
        foreach (int fold in (int[])[1, 2, 3])
        {
            leader.Add(SomeTrials.Fold(fold, skill: 0, noise: 1));
        }

        InnerFolds folds = SomeTrials.InnerFolds(Metric.Auroc);
        Leaderboard board = Leaderboard.Of(Metric.Auroc, folds, [leader, early], []);
        double ofTheFirstFold = folds.Measure(leader.Folds.Take(1)).Auroc.Value;
        Assert.That(board.Rows.Select(r => r.Trial), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(board.Rows[0].LeaderOnSameFolds, Is.EqualTo(board.Rows[0].Metric));
        Assert.That(board.Rows[1].LeaderOnSameFolds, Is.EqualTo(ofTheFirstFold));
        Assert.That(board.Rows[1].Metric, Is.GreaterThan(board.Rows[0].Metric).And.LessThan(ofTheFirstFold), "what looked better is worse");
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

using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

public class ComparisonTableTests
{
    private const int Images = 200;

    private static readonly int[] Labels = [.. Enumerable.Range(0, Images).Select(i => i % 2)];

    [Test]
    public void Of_Models_ComeBestFirstAndAreTestedAgainstTheBest()
    {
        ComparisonTable table = Table(Metric.Auroc, Model("guess", 0), Model("good", 3), Model("weak", 1));
        Assert.That(table.Rows.Select(r => r.Name), Is.EqualTo(new[] { "good", "weak", "guess" }));
        Assert.That(table.Rows.Select(r => r.Standing), Is.EqualTo(new[] { ModelStanding.Best, ModelStanding.Worse, ModelStanding.Worse }));
        Assert.That(table.Rows[0].AgainstBest, Is.Null);
        Assert.That(table.Rows[2].AgainstBest!.Value.Method, Does.Contain("DeLong"));
        Assert.That(table.Rows[2].AdjustedPValue, Is.GreaterThanOrEqualTo(table.Rows[2].AgainstBest!.Value.PValue));
    }

    [Test]
    public void Of_EqualModels_AreTied()
    {
        ComparisonTable table = Table(Metric.Accuracy, Model("first", 2), Model("second", 2));
        Assert.That(table.Rows.Select(r => (r.Name, r.Standing)), Is.EqualTo(new[] { ("first", ModelStanding.Best), ("second", ModelStanding.Tied) }));
    }

    [Test]
    public void Of_ALoss_TheLowestIsBest() =>
        Assert.That(Table(Metric.LogLoss, Model("guess", 0), Model("good", 2)).Rows[0].Name, Is.EqualTo("good"));

    [Test]
    public void Shown_HasTheMetricOfTheTableOnce()
    {
        foreach (Metric metric in Metric.Selectable)
        {
            Assert.That(Table(metric, Model("good", 2)).Shown.Count(m => m == metric), Is.EqualTo(1), metric.Key);
        }
    }

    private static ComparisonTable Table(Metric metric, params ComparedModel[] models) => ComparisonTable.Of(
        metric, models, [], seed: 1);

    /// <summary>The logit is the label times the skill, plus noise.</summary>
    private static ComparedModel Model(string name, double skill)
    {
        RandomStream noise = new Seed(5).For((long)skill).Open();
        double[][] probabilities = [.. Labels.Select(l => 1 / (1 + Math.Exp(skill * (1 - 2 * l) - noise.Normal()))).Select(p => new[] { 1 - p, p })];
        return new ComparedModel(
            name, SomeScores.Of(["COVID-19", "Normal"], "COVID-19", Labels, probabilities, [.. probabilities.Select(p => p[1] > 0.5 ? 1 : 0)]),
                new ModelCost(1, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), 1));
    }
}

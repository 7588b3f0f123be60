using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Tests.Evaluation.Metrics;

/// <summary>What holds for every metric of the list, whoever adds one.</summary>
public sealed class MetricTests
{
    [Test]
    public void All_HaveKeysTitlesAndSourcesOfTheirOwn()
    {
        Assert.That(Metric.All.Select(m => m.Key), Is.Unique);
        Assert.That(Metric.All.Select(m => m.Title), Is.Unique);
        Assert.That(Metric.All.Select(m => m.Key), Is.All.Match("^[a-z][A-Za-z0-9]*$"));
        Assert.That(Metric.All.Select(m => m.Source), Is.All.Not.Empty);
    }

    [Test]
    public void All_HoldsEachMetricThatTheTypeNames() => Assert.That(
        typeof(Metric).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Where(p => p.PropertyType == typeof(Metric))
            .Select(p => p.GetValue(null)),
        Is.EqualTo(Metric.All.Append(Metric.WorstSourceAuroc)), "the worst source's is measured where it is asked for");

    [Test]
    public void Keys_OfFilesThatAreOutThere_AreStillThere() => Assert.That(
        new[]
        {
            "accuracy", "balancedAccuracy", "sensitivity", "specificity", "ppv", "npv", "f1", "macroF1", "mcc", "kappa", "auroc", "averagePrecision", "logLoss",
            "brier",
            "calibrationError",
        },
        Is.SubsetOf(Metric.All.Select(m => m.Key)));

    [Test]
    public void Values_OfAnyImages_StayInTheRange() => SomeScores.ForAll(s =>
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(s.Predictions);
        return Metric.All.All(m => !metrics[m].IsDefined || (metrics[m].Value >= m.Lowest - 1e-12 && metrics[m].Value <= m.Highest + 1e-12));
    });

    [Test]
    public void Intervals_OfAnyImages_LieInTheRange() => SomeScores.ForAll(
        s =>
        {
            ClassificationMetrics metrics = ClassificationMetrics.Of(s.Predictions);
            return Metric.All.Select(m => (Metric: m, metrics[m].Interval)).All(
                m => !m.Interval.IsDefined || (m.Interval.Low >= m.Metric.Lowest - 1e-12 && m.Interval.High <= m.Metric.Highest + 1e-12));
        },
        cases: 10);

    [Test]
    public void Direction_APerfectModel_IsNotWorseThanOneThatGuesses()
    {
        SomeScores guess = SomeScores.Draw(80, lean: 0), sure = SomeScores.Draw(80, lean: 100);
        foreach (Metric metric in Metric.All)
        {
            Assert.That(
                metric.Merit(ClassificationMetrics.Of(sure.Predictions)[metric].Value),
                    Is.GreaterThan(metric.Merit(ClassificationMetrics.Of(guess.Predictions)[metric].Value)), metric.Key);
        }
    }

    [Test]
    public void Selectable_AreKnownByWordAndByKey()
    {
        Assert.That(Metric.Selectable[0], Is.SameAs(Metric.Auroc), "the default");
        foreach (Metric metric in Metric.Selectable)
        {
            Assert.That(Metric.Parse(metric.Name), Is.SameAs(metric));
            Assert.That(Metric.Parse(metric.Key), Is.SameAs(metric));
        }

        Assert.That(
            new[] { "auroc", "accuracy", "balanced-accuracy", "average-precision", "macro-f1", "mcc", "log-loss" },
                Is.SubsetOf(Metric.Selectable.Select(m => m.Name)), "words of older command lines");
    }

    [TestCase("macroF1", "macro-f1")]
    [TestCase("specificityAt95Sensitivity", "specificity-at-95-sensitivity")]
    public void Name_IsTheKeyWithItsWordsApart(string key, string name) =>
        Assert.That(new Metric(key, key, _ => throw new NotSupportedException()) { Source = "none" }.Name, Is.EqualTo(name));

    [TestCase("sensitivity")]
    [TestCase("roc")]
    public void Parse_WhatNoNetworkMayBeRankedBy_IsRefused(string name) =>
        Assert.That(() => Metric.Parse(name),
            Throws.ArgumentException.With.Message.StartsWith($"Metric '{name}' is not one of: auroc, accuracy, balanced-accuracy,"));

    [Test]
    public void Options_WithAMetricThatCanBeHadForNothing_AreRefused() => Assert.That(
        () => new ComparisonOptions { Metric = Metric.Sensitivity },
        Throws.ArgumentException.With.Message.StartsWith("Networks cannot be ranked by Sensitivity, which can be had for nothing; take one of: auroc,"));

    [Test]
    public void Merit_AnUndefinedFigure_IsBelowAllOthers() => Assert.That(Metric.LogLoss.Merit(double.NaN), Is.EqualTo(double.NegativeInfinity));

    [Test]
    public void Result_InWords_HasItsInterval()
    {
        Assert.That(new MetricResult(MetricValue.Of(0.97921), new MetricInterval(0.9412, 1, "DeLong")).ToString(), Is.EqualTo("0.979 (0.941 to 1.000)"));
        Assert.That(new MetricResult(MetricValue.Of(0.5), MetricInterval.Undefined("too few")).ToString(), Is.EqualTo("0.500"));
        Assert.That(MetricResult.Undefined("there are no images").ToString(), Is.EqualTo("undefined: there are no images"));
    }
}

namespace CovidClassifier.Tests.Evaluation.Statistics;

public sealed class PairedTestTests
{
    [Test]
    public void Compute_OneImagePerPatient_TestsByMcNemarAndDeLong()
    {
        IReadOnlyDictionary<Metric, PairedTest> tests = Compare(SomeScores.Draw(120, lean: 0.6), SomeScores.Draw(120, lean: 0.2, seed: 6));
        Assert.That(tests[Metric.Accuracy].Method, Is.EqualTo("McNemar, exact"));
        Assert.That(tests[Metric.Auroc].Method, Is.EqualTo("DeLong"));
        Assert.That(tests[Metric.LogLoss].Method, Is.EqualTo("patient bootstrap, 2000 draws"));
        Assert.That(tests[Metric.Auroc].Difference, Is.GreaterThan(0), "the first leans more towards the label");
        Assert.That(tests[Metric.Auroc].PValue, Is.LessThan(0.05));
        Assert.That(tests[Metric.Auroc].Interval.Low, Is.GreaterThan(0));
    }

    [Test]
    public void Compute_PatientsWithSeveralImages_TestsEverythingByPatient()
    {
        SomeScores first = SomeScores.Draw(120, perPatient: 3, lean: 0.6);
        IReadOnlyDictionary<Metric, PairedTest> tests = Compare(first, SomeScores.Draw(120, perPatient: 3, lean: 0.2, seed: 6));
        Assert.That(tests.Values.Select(t => t.Method), Is.All.EqualTo("patient bootstrap, 2000 draws"));
        Assert.That(tests[Metric.Auroc].PValue, Is.LessThan(0.05));
    }

    [Test]
    public void Compute_ModelsSwapped_MirrorsDifferencesAndKeepsPValues()
    {
        SomeScores first = SomeScores.Draw(60, lean: 0.6), second = SomeScores.Draw(60, lean: 0.2, seed: 6);
        IReadOnlyDictionary<Metric, PairedTest> one = Compare(first, second), two = Compare(second, first);
        foreach ((Metric metric, PairedTest test) in one)
        {
            Assert.That(two[metric].Difference, Is.EqualTo(-test.Difference).Within(1e-12), metric.Key);
            Assert.That(two[metric].PValue, Is.EqualTo(test.PValue).Within(1e-9), metric.Key);
            Assert.That(two[metric].Interval.Low, Is.EqualTo(-test.Interval.High).Within(1e-9), metric.Key);
        }
    }

    [Test]
    public void Compute_SameModelTwice_FindsNoDifference()
    {
        SomeScores s = SomeScores.Draw(60, perPatient: 2);
        Assert.That(Compare(s, s).Values.Select(t => (t.Difference, t.PValue)), Is.All.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Compute_EqualModels_SeldomDiffer()
    {
        // two models that are equally good: of 40 comparisons at the 5 % level, 2 are expected to look different
        int different = Enumerable.Range(0, 40).Count(i => Metric.Auroc.Test(
            SomeScores.Draw(60, seed: (ulong)(100 + i), lean: 0.3).Predictions,
                SomeScores.Draw(60, seed: (ulong)(500 + i), lean: 0.3).Predictions).PValue < 0.05);
        Assert.That(different, Is.InRange(0, 6));
    }

    [Test]
    public void Compute_UndefinedForOne_IsUndefinedWithItsReason()
    {
        SomeScores s = SomeScores.Draw(10).At([1, 3, 5]);
        Assert.That(Compare(s, s)[Metric.Sensitivity].Method, Is.EqualTo("no image is labelled COVID-19"));
        Assert.That(Compare(s, s)[Metric.Sensitivity].PValue, Is.NaN);
    }

    [Test]
    public void Of_OtherImages_IsRefused()
    {
        SomeScores s = SomeScores.Draw(10);
        SomeScores[] others = [s.At(Enumerable.Range(1, 9)), s.At([1, 0, .. Enumerable.Range(2, 8)]), s with { ClassNames = ["COVID-19", "Normal"] },
            s with { PatientIds = new string?[10] }];
        foreach (SomeScores other in others)
        {
            Assert.That(
                () => Metric.Auroc.Test(s.Predictions, other.Predictions),
                Throws.ArgumentException.With.Message.StartsWith(
                    "Two models are compared on the same images, in the same order, with the same classes, labels and patients"));
        }
    }

    private static Dictionary<Metric, PairedTest> Compare(SomeScores first, SomeScores second) =>
        Metric.All.ToDictionary(m => m, m => m.Test(first.Predictions, second.Predictions));
}

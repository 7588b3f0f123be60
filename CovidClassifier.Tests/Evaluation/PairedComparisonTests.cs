using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Evaluation;

public sealed class PairedComparisonTests
{
    [Test]
    public void Compute_OneImagePerPatient_TestsByMcNemarAndDeLong()
    {
        IReadOnlyDictionary<string, PairedTest> tests = Compare(SomeScores.Draw(120, lean: 0.6), SomeScores.Draw(120, lean: 0.2, seed: 6));
        Assert.That(tests["accuracy"].Method, Is.EqualTo("McNemar, exact"));
        Assert.That(tests["auroc"].Method, Is.EqualTo("DeLong"));
        Assert.That(tests["logLoss"].Method, Is.EqualTo("patient bootstrap, 2000 draws"));
        Assert.That(tests["auroc"].Difference.Value, Is.GreaterThan(0), "the first leans more towards the label");
        Assert.That(tests["auroc"].PValue, Is.LessThan(0.05));
        Assert.That(tests["auroc"].Interval.Low, Is.GreaterThan(0));
    }

    [Test]
    public void Compute_PatientsWithSeveralImages_TestsEverythingByPatient()
    {
        SomeScores first = SomeScores.Draw(120, perPatient: 3, lean: 0.6);
        IReadOnlyDictionary<string, PairedTest> tests = Compare(first, SomeScores.Draw(120, perPatient: 3, lean: 0.2, seed: 6));
        Assert.That(tests.Values.Select(t => t.Method), Is.All.EqualTo("patient bootstrap, 2000 draws"));
        Assert.That(tests["auroc"].PValue, Is.LessThan(0.05));
    }

    [Test]
    public void Compute_ModelsSwapped_MirrorsDifferencesAndKeepsPValues()
    {
        SomeScores first = SomeScores.Draw(60, lean: 0.6), second = SomeScores.Draw(60, lean: 0.2, seed: 6);
        IReadOnlyDictionary<string, PairedTest> one = Compare(first, second), two = Compare(second, first);
        foreach ((string name, PairedTest test) in one)
        {
            Assert.That(two[name].Difference.Value, Is.EqualTo(-test.Difference.Value).Within(1e-12), name);
            Assert.That(two[name].PValue, Is.EqualTo(test.PValue).Within(1e-9), name);
            Assert.That(two[name].Interval.Low, Is.EqualTo(-test.Interval.High).Within(1e-9), name);
        }
    }

    [Test]
    public void Compute_SameModelTwice_FindsNoDifference()
    {
        SomeScores s = SomeScores.Draw(60, perPatient: 2);
        Assert.That(Compare(s, s).Values.Select(t => (t.Difference.Value, t.PValue)), Is.All.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Compute_EqualModels_SeldomDiffer()
    {
        // two models that are equally good: of 40 comparisons at the 5 % level, 2 are expected to look different
        int different = Enumerable.Range(0, 40).Count(i => Compare(
            SomeScores.Draw(60, seed: (ulong)(100 + i), lean: 0.3), SomeScores.Draw(60, seed: (ulong)(500 + i), lean: 0.3))["auroc"].PValue < 0.05);
        Assert.That(different, Is.InRange(0, 6));
    }

    [Test]
    public void Compute_UndefinedForOne_IsUndefinedWithItsReason()
    {
        SomeScores s = SomeScores.Draw(10).At([1, 3, 5]);
        Assert.That(Compare(s, s)["sensitivity"].Method, Is.EqualTo("no image is labelled COVID-19"));
        Assert.That(Compare(s, s)["sensitivity"].PValue, Is.NaN);
    }

    private static IReadOnlyDictionary<string, PairedTest> Compare(SomeScores first, SomeScores second) => PairedComparison.Compute(
        first.ClassNames, "COVID-19", first.Labels, (first.Probabilities, first.Predicted), (second.Probabilities, second.Predicted), first.PatientIds);
}

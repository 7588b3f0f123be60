using System.Diagnostics;
using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Evaluation;

public sealed class UncertainMetricsTests
{
    private const string Bootstrap = "patient bootstrap, 2000 draws";

    [Test]
    public void Compute_OneImagePerPatient_NamesWilsonAndDeLong()
    {
        UncertainMetrics metrics = Of(SomeScores.Draw(80));
        Assert.Multiple(() =>
        {
            foreach (string rate in new[] { "accuracy", "sensitivity", "specificity", "ppv", "npv" })
            {
                Assert.That(metrics.ByName[rate].Method, Is.EqualTo("Wilson"), rate);
            }

            Assert.That(metrics.ByName["accuracy"], Is.EqualTo(Wilson.Interval(metrics.Metrics.ConfusionMatrix[0, 0] + metrics.Metrics.ConfusionMatrix[1, 1], 80)));
            Assert.That(metrics.ByName["auroc"].Method, Is.EqualTo("DeLong"));
            Assert.That(metrics.ByName["mcc"].Method, Is.EqualTo(Bootstrap));
            Assert.That(metrics.ByClass["recall"].Select(i => i.Method), Is.All.EqualTo("Wilson"));
            Assert.That(metrics.ByName.Keys, Is.EquivalentTo(metrics.Metrics.ByName.Keys));
        });
    }

    [Test]
    public void Compute_APatientWithTwoImages_MakesEveryIntervalABootstrap()
    {
        SomeScores s = SomeScores.Draw(80, classes: 3);
        s.PatientIds[0] = s.PatientIds[3];
        UncertainMetrics metrics = Of(s);
        Assert.That(metrics.HasPatientsWithSeveralImages);
        Assert.That(metrics.Patients, Is.EqualTo(79));
        Assert.That(metrics.ByName.Values.Concat(metrics.ByClass.Values.SelectMany(c => c)).Select(i => i.Method), Is.All.EqualTo(Bootstrap));
    }

    [Test]
    public void Compute_UnknownPatients_CountAsOneEach()
    {
        SomeScores s = SomeScores.Draw(30);
        UncertainMetrics none = Compute(s, null), nulls = Compute(s, new string?[30]);
        Assert.That((none.Patients, none.HasPatientsWithSeveralImages), Is.EqualTo((30, false)));
        Assert.That(nulls.ByName, Is.EqualTo(none.ByName));
    }

    [Test]
    public void Compute_EachImageEnteredFourTimes_IsAsUncertainAsBefore()
    {
        SomeScores once = SomeScores.Draw(60, lean: 0.2);
        SomeScores fourTimes = once.At(Enumerable.Range(0, 240).Select(i => i / 4));
        MetricInterval honest = Of(fourTimes).ByName["accuracy"], naive = Compute(fourTimes, null).ByName["accuracy"], single = Of(once).ByName["accuracy"];
        Assert.That(honest.High - honest.Low, Is.EqualTo(single.High - single.Low).Within(0.03), "copies of an image tell nothing new");
        Assert.That(naive.High - naive.Low, Is.LessThan(0.6 * (single.High - single.Low)), "taken for independent images, they would");
    }

    [Test]
    public void Compute_BootstrapOfIndependentImages_AgreesWithDeLongAndWilson()
    {
        SomeScores s = SomeScores.Draw(300, lean: 0.3);
        UncertainMetrics formula = Of(s);
        s.PatientIds[0] = s.PatientIds[2];
        UncertainMetrics drawn = Of(s);
        foreach (string name in new[] { "accuracy", "sensitivity", "auroc" })
        {
            Assert.That(drawn.ByName[name].Low, Is.EqualTo(formula.ByName[name].Low).Within(0.015), name);
            Assert.That(drawn.ByName[name].High, Is.EqualTo(formula.ByName[name].High).Within(0.015), name);
        }
    }

    [Test]
    public void Compute_SameSeed_GivesTheSameIntervals()
    {
        SomeScores s = SomeScores.Draw(50, perPatient: 2);
        UncertainMetrics once = Of(s), again = Of(s), other = Compute(s, s.PatientIds, seed: 2);
        Assert.That(again.ByName, Is.EqualTo(once.ByName));
        Assert.That(other.ByName["logLoss"], Is.Not.EqualTo(once.ByName["logLoss"]));
    }

    [Test]
    public void Compute_OtherNamesOfPatients_ChangeNothing()
    {
        SomeScores s = SomeScores.Draw(50, perPatient: 2);
        Assert.That(Compute(s, [.. s.PatientIds.Select(p => $"other {p}")]).ByName, Is.EqualTo(Of(s).ByName));
    }

    [Test]
    public void Compute_FewPositivePatients_CountsDegenerateDraws()
    {
        SomeScores s = SomeScores.Draw(40, perPatient: 2);
        SomeScores rare = s.At([0, 1, .. Enumerable.Range(0, 40).Where(i => s.Labels[i] == 1)]);
        MetricInterval sensitivity = Of(rare).ByName["sensitivity"];
        Assert.That(sensitivity.DegenerateDraws, Is.EqualTo(2000 * Math.Pow(10 / 11.0, 11)).Within(80), "a draw of 11 patients misses the one positive");
    }

    [Test]
    public void Compute_EverythingRight_KeepsAWidthOrSaysWhyNot()
    {
        SomeScores s = SomeScores.Draw(40, perPatient: 2, lean: 5);
        UncertainMetrics metrics = Of(s);
        Assert.Multiple(() =>
        {
            Assert.That(metrics.Metrics.Accuracy.Value, Is.EqualTo(1));
            Assert.That(metrics.ByName["sensitivity"].Method, Is.EqualTo($"{Bootstrap}, all alike, hence Wilson of 10 patients"));
            Assert.That(metrics.ByName["sensitivity"].Low, Is.EqualTo(0.7224672001371109).Within(1e-12));
            Assert.That(metrics.ByName["auroc"].Method, Is.EqualTo($"{Bootstrap}, all alike, hence Newcombe of 10 and 10 patients"));
            Assert.That(metrics.ByName["auroc"].Low, Is.InRange(0.6, 0.95));
            Assert.That(metrics.ByName["mcc"].Method, Does.StartWith("all bootstrap draws give the same value"));
            Assert.That(metrics.ByName["mcc"].IsDefined, Is.False);
        });
    }

    [Test]
    public void Compute_UndefinedMetric_HasNoIntervalAndItsReason()
    {
        SomeScores s = SomeScores.Draw(10).At([0, 2, 4]);
        Assert.That(Of(s).ByName["specificity"], Is.EqualTo(MetricInterval.Undefined("no image is labelled other than COVID-19")));
        UncertainMetrics empty = Of(s.At([]));
        Assert.That(empty.ByName.Values, Has.All.Matches<MetricInterval>(i => !i.IsDefined && i.Method.Length > 0));
    }

    [Test]
    public void Compute_IntervalsOfAnyData_EncloseOrderedEnds() => SomeScores.ForAll(
        s => Of(s).ByName.Values.All(i => !i.IsDefined || (i.Low < i.High && i.Method.Length > 0)), cases: 15);

    [Test]
    public void Compute_TooFewPatientIds_AreRefused() => Assert.That(
        () => Compute(SomeScores.Draw(4), ["a"]), Throws.ArgumentException.With.Message.StartsWith("patientIds must hold one entry for each of the 4 labels, got 1."));

    [Test]
    public void Compute_ThousandImages_TakesWellUnderTwoSeconds()
    {
        SomeScores s = SomeScores.Draw(1000, classes: 3, perPatient: 2);
        Of(SomeScores.Draw(50, classes: 3, perPatient: 2));
        long began = Stopwatch.GetTimestamp();
        Of(s);
        TimeSpan taken = Stopwatch.GetElapsedTime(began);
        TestContext.Out.WriteLine($"{taken.TotalMilliseconds:0} ms");
        Assert.That(taken, Is.LessThan(TimeSpan.FromSeconds(10)), "a bound that holds on a loaded machine too; the figure is printed");
    }

    private static UncertainMetrics Of(SomeScores s) => Compute(s, s.PatientIds);

    private static UncertainMetrics Compute(SomeScores s, IReadOnlyList<string?>? patientIds, long seed = 1) =>
        UncertainMetrics.Compute(s.ClassNames, "COVID-19", s.Labels, s.Probabilities, s.Predicted, patientIds, seed);
}

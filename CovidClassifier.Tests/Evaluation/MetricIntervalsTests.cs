using System.Diagnostics;
using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Tests.Evaluation;

public sealed class MetricIntervalsTests
{
    private const string Bootstrap = "patient bootstrap, 2000 draws";

    [Test]
    public void Compute_OneImagePerPatient_NamesWilsonAndDeLong()
    {
        ClassificationMetrics metrics = Of(SomeScores.Draw(80));
        Assert.Multiple(() =>
        {
            foreach (Metric rate in new[] { Metric.Accuracy, Metric.Sensitivity, Metric.Specificity, Metric.PositivePredictiveValue,
                Metric.NegativePredictiveValue })
            {
                Assert.That(metrics[rate].Interval.Method, Is.EqualTo("Wilson"), rate.Key);
            }

            Assert.That(metrics.Accuracy.Interval, Is.EqualTo(Wilson.Interval(metrics.ConfusionMatrix[0, 0] + metrics.ConfusionMatrix[1, 1], 80)));
            Assert.That(metrics.Auroc.Interval.Method, Is.EqualTo("DeLong"));
            Assert.That(metrics.MatthewsCorrelation.Interval.Method, Is.EqualTo(Bootstrap));
            Assert.That(metrics.ByClass.Select(c => c.Recall.Interval.Method), Is.All.EqualTo("Wilson"));
        });
    }

    [Test]
    public void Compute_APatientWithTwoImages_MakesEveryIntervalABootstrap()
    {
        SomeScores s = SomeScores.Draw(80, classes: 3);
        s.PatientIds[0] = s.PatientIds[3];
        ClassificationMetrics metrics = Of(s);
        Assert.That(metrics.HasPatientsWithSeveralImages);
        Assert.That(metrics.Patients, Is.EqualTo(79));
        Assert.That(Intervals(metrics).Select(i => i.Method), Is.All.EqualTo(Bootstrap));
    }

    [Test]
    public void Compute_UnknownPatients_CountAsOneEach()
    {
        SomeScores s = SomeScores.Draw(30);
        ClassificationMetrics none = ClassificationMetrics.Of(s.OfUnknownPatients);
        Assert.That((none.Patients, none.HasPatientsWithSeveralImages), Is.EqualTo((30, false)));
        Assert.That(Intervals(none), Is.EqualTo(Intervals(Of(s))), "a patient each");
    }

    [Test]
    public void Compute_EachImageEnteredFourTimes_IsAsUncertainAsBefore()
    {
        SomeScores once = SomeScores.Draw(60, lean: 0.2);
        SomeScores fourTimes = once.At(Enumerable.Range(0, 240).Select(i => i / 4));
        MetricInterval honest = Of(fourTimes).Accuracy.Interval, naive = ClassificationMetrics.Of(fourTimes.OfUnknownPatients).Accuracy.Interval, single =
            Of(once).Accuracy.Interval;
        Assert.That(honest.High - honest.Low, Is.EqualTo(single.High - single.Low).Within(0.03), "copies of an image tell nothing new");
        Assert.That(naive.High - naive.Low, Is.LessThan(0.6 * (single.High - single.Low)), "taken for independent images, they would");
    }

    [Test]
    public void Compute_BootstrapOfIndependentImages_AgreesWithDeLongAndWilson()
    {
        SomeScores s = SomeScores.Draw(300, lean: 0.3);
        ClassificationMetrics formula = Of(s);
        s.PatientIds[0] = s.PatientIds[2];
        ClassificationMetrics drawn = Of(s);
        foreach (Metric metric in new[] { Metric.Accuracy, Metric.Sensitivity, Metric.Auroc })
        {
            Assert.That(drawn[metric].Interval.Low, Is.EqualTo(formula[metric].Interval.Low).Within(0.015), metric.Key);
            Assert.That(drawn[metric].Interval.High, Is.EqualTo(formula[metric].Interval.High).Within(0.015), metric.Key);
        }
    }

    [Test]
    public void Compute_SameSeed_GivesTheSameIntervals()
    {
        SomeScores s = SomeScores.Draw(50, perPatient: 2);
        ClassificationMetrics once = Of(s), again = Of(s), other = ClassificationMetrics.Of(s.Predictions, seed: 2);
        Assert.That(Intervals(again), Is.EqualTo(Intervals(once)));
        Assert.That(other.LogLoss.Interval, Is.Not.EqualTo(once.LogLoss.Interval));
    }

    [Test]
    public void Compute_OtherNamesOfPatients_ChangeNothing()
    {
        SomeScores s = SomeScores.Draw(50, perPatient: 2);
        Assert.That(Intervals(Of(s with { PatientIds = [.. s.PatientIds.Select(p => $"other {p}")] })), Is.EqualTo(Intervals(Of(s))));
    }

    [Test]
    public void Compute_FewPositivePatients_CountsDegenerateDraws()
    {
        SomeScores s = SomeScores.Draw(40, perPatient: 2);
        SomeScores rare = s.At([0, 1, .. Enumerable.Range(0, 40).Where(i => s.Labels[i] == 1)]);
        MetricInterval sensitivity = Of(rare).Sensitivity.Interval;
        Assert.That(sensitivity.DegenerateDraws, Is.EqualTo(2000 * Math.Pow(10 / 11.0, 11)).Within(80), "a draw of 11 patients misses the one positive");
    }

    [Test]
    public void Compute_EverythingRight_KeepsAWidthOrSaysWhyNot()
    {
        SomeScores s = SomeScores.Draw(40, perPatient: 2, lean: 5);
        ClassificationMetrics metrics = Of(s);
        Assert.Multiple(() =>
        {
            Assert.That(metrics.Accuracy.Value, Is.EqualTo(1));
            Assert.That(metrics.Sensitivity.Interval.Method, Is.EqualTo("Wilson of 10 patients, because all 2000 draws of the patient bootstrap are alike"));
            Assert.That(metrics.Sensitivity.Interval.Low, Is.EqualTo(0.7224672001371109).Within(1e-12));
            Assert.That(metrics.Auroc.Interval.Method, Is.EqualTo("Newcombe of 10 and 10 patients, because all 2000 draws of the patient bootstrap are alike"));
            Assert.That(metrics.Auroc.Interval.Low, Is.InRange(0.6, 0.95));
            Assert.That(metrics.MatthewsCorrelation.Interval.Method, Does.StartWith("all bootstrap draws give the same value"));
            Assert.That(metrics.MatthewsCorrelation.Interval.IsDefined, Is.False);
        });
    }

    [Test]
    public void Compute_UndefinedMetric_HasNoIntervalAndItsReason()
    {
        SomeScores s = SomeScores.Draw(10).At([0, 2, 4]);
        Assert.That(Of(s).Specificity.Interval, Is.EqualTo(MetricInterval.Undefined("no image is labelled other than COVID-19")));
        ClassificationMetrics empty = Of(s.At([]));
        Assert.That(Intervals(empty), Has.All.Matches<MetricInterval>(i => !i.IsDefined && i.Method.Length > 0));
    }

    [Test]
    public void Compute_IntervalsOfAnyData_EncloseOrderedEnds() => SomeScores.ForAll(
        s => Intervals(Of(s)).All(i => !i.IsDefined || (i.Low < i.High && i.Method.Length > 0)), cases: 15);

    [Test]
    public void Compute_ThousandImages_TakesWellUnderTwoSeconds()
    {
        SomeScores s = SomeScores.Draw(1000, classes: 3, perPatient: 2);
        Intervals(Of(SomeScores.Draw(50, classes: 3, perPatient: 2)));
        long began = Stopwatch.GetTimestamp();
        Intervals(Of(s));
        TimeSpan taken = Stopwatch.GetElapsedTime(began);
        TestContext.Out.WriteLine($"{taken.TotalMilliseconds:0} ms");
        Assert.That(taken, Is.LessThan(TimeSpan.FromSeconds(10)), "a bound that holds on a loaded machine too; the figure is printed");
    }

    [Test]
    public void Interval_OfAMetricThatIsNotListed_IsFoundTheSameWay()
    {
        SomeScores s = SomeScores.Draw(60, perPatient: 2);
        var twin = new Metric("twin", "Twin", CovidClassifier.Evaluation.Metrics.BrierMetric.Definition.Of) { Source = "a copy of another" };
        MetricResult own = Of(s)[twin], listed = Of(s).Brier;
        Assert.That((own.Value, own.Interval), Is.EqualTo((listed.Value, listed.Interval)));
    }

    private static ClassificationMetrics Of(SomeScores s) => ClassificationMetrics.Of(s.Predictions);

    private static MetricInterval[] Intervals(ClassificationMetrics metrics) =>
        [.. Metric.All.Select(m => metrics[m].Interval), .. metrics.ByClass.SelectMany(c => ClassMetric.All.Select(m => c[m].Interval))];
}

using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Workflows;

public sealed class CrossValidationTests
{
    [Test]
    public void CrossValidate_ByPatient_ScoresEveryImageOnceAndTearsNoPatient()
    {
        XRayDataset dataset = Some.Dataset(40);
        CrossValidationResult result = Builder(dataset).CrossValidate(folds: 2);
        Assert.That(result.Images.Select(i => i.Image.Name), Is.EquivalentTo(dataset.Images.Select(i => i.Name)));
        Assert.That(result.Images.GroupBy(i => i.Image.PatientId).Select(p => p.Select(i => i.Fold).Distinct().Count()), Is.All.EqualTo(1));
        Assert.That(result.ByRepeat.Single().Images, Is.EqualTo(40));
        Assert.That(result.ByRepeat.Single().Auroc.Value, Is.EqualTo(Auroc.Of(
            [.. result.Images.Select(i => i.Label == "COVID-19")], [.. result.Images.Select(i => (double)i.Prediction["COVID-19"])]).Value));
    }

    [Test]
    public void CrossValidate_ByItself_GivesIntervalsAndAudits()
    {
        CrossValidationResult result = Builder(Some.Dataset(24)).CrossValidate(folds: 2);
        ClassificationMetrics figures = result.ByRepeat.Single();
        Assert.That(figures.Accuracy.Interval.Low, Is.LessThanOrEqualTo(figures.Accuracy.Value));
        Assert.That(result.Audit!.Split, Is.EqualTo("2 folds by patient, seed 1"));
        Assert.That(result.Audit.Findings.Select(f => f.Name), Has.Some.EqualTo("header baseline"));
        Assert.That(Builder(Some.Dataset(24)).WithAudits(AuditDepth.None).CrossValidate(folds: 2).Audit, Is.Null);
    }

    [Test]
    public void CrossValidate_Repeats_DealAnew()
    {
        CrossValidationResult result = Builder(Some.Dataset(24)).CrossValidate(folds: 2, repeats: 2);
        Assert.That(result.ByRepeat, Has.Count.EqualTo(2));
        int[] Folds(int repeat) => [.. result.Images.Where(i => i.Repeat == repeat).OrderBy(i => i.Image.Name, StringComparer.Ordinal).Select(i => i.Fold)];
        Assert.That(Folds(1), Is.Not.EqualTo(Folds(0)));
    }

    [Test]
    public void CrossValidate_TooFewFolds_IsRefused() =>
        Assert.That(() => Builder(Some.Dataset(8)).CrossValidate(folds: 1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("folds must be 2 or more"));

    private static CovidModelBuilder Builder(XRayDataset dataset) =>
        new CovidModelBuilder(seed: 1).WithData(dataset).WithTraining(t => t with { Epochs = 1 });
}

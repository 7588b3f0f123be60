using Microsoft.ML;

namespace CovidClassifier.Tests.Reporting;

/// <summary>Reports of what was really trained.</summary>
public class ReportOfRunsTests
{
    [Test]
    public void Report_OfAModel_ShowsWhereItLooked()
    {
        using CovidModel model = new CovidModelBuilder(seed: 3).WithData(Some.Dataset(images: 48)).WithTraining(t => t with { Epochs = 2 }).Train();
        WrittenReport written = WrittenReport.Of(model.CreateReport(model.HeldOut));
        written.WalkFigures();
        Assert.That(written.Html, Does.Contain("Heat map of"));
        Assert.That(written.At("training.runs.0.history.1.training.loss").GetValue<double>(), Is.EqualTo(model.Card.History[1].Training.Loss));
    }

    [Test]
    public void Report_OfFolds_ShowsWhereEachFoldsModelLookedAndHowItLearned()
    {
        XRayDataset dataset = Some.Dataset(images: 80);
        CovidModelBuilder builder = new CovidModelBuilder(seed: 3).WithData(dataset).WithTraining(t => t with { Epochs = 2 }).WithAudits(AuditDepth.None);
        CrossValidationResult result = builder.WithHeatMaps().CrossValidate(folds: 2, repeats: 2);
        WrittenReport written = WrittenReport.Of(result.CreateReport(dataset));
        written.WalkFigures();
        int shown = new[] { "wrong", "unsure", "right" }.Sum(kind => written.At($"images.{kind}").AsObject()["pictures"]?.AsArray().Count ?? 0);
        Assert.That(shown, Is.GreaterThan(12).And.LessThan(80));
        Assert.That(written.Html.Split("Heat map of"), Has.Length.EqualTo(shown + 1), "every image shown has its map");
        Assert.That(written.At("training.runs").AsArray().Select(r => r!["name"]!.GetValue<string>()), Is.EqualTo(new[] { "fold 1", "fold 2" }));
        Assert.That(written.At("training.runs.1.history").AsArray(), Has.Count.EqualTo(2));
        Assert.That(written.Text, Does.Match("trained anew in each of +2 +folds, a line each"));
        Assert.That(written.At("reproduce.recipe").AsArray().Select(r => r!["name"]!.GetValue<string>()), Does.Contain("learningRate"));
    }

    [Test]
    public void CrossValidate_WithoutTheOrder_DrawsNoHeatMap()
    {
        XRayDataset dataset = Some.Dataset(images: 24);
        CovidModelBuilder builder = new CovidModelBuilder(seed: 3).WithData(dataset).WithTraining(t => t with { Epochs = 1 }).WithAudits(AuditDepth.None);
        Assert.That(builder.CrossValidate(folds: 2).Images.Select(i => i.HeatMap), Is.All.Null);
    }

    [Test]
    public void Report_OfATrainerOfPictures_SaysWhyThereAreNoHeatMaps()
    {
        XRayDataset dataset = Some.Dataset(images: 24);
        CovidModelBuilder builder = new CovidModelBuilder(seed: 3).WithData(dataset)
            .WithTrainer(ml => ml.MulticlassClassification.Trainers.NaiveBayes(), imageSide: 64).WithAudits(AuditDepth.None);
        WrittenReport written = WrittenReport.Of(builder.WithHeatMaps().CrossValidate(folds: 2).CreateReport(dataset));
        written.WalkFigures();
        Assert.That(written.Text, Does.Contain("There are no heat maps: "));
    }

    [Test]
    public void Report_OfFolds_ShowsBothWaysOfDealing()
    {
        XRayDataset dataset = Some.Dataset(images: 24);
        CovidModelBuilder builder = new CovidModelBuilder(seed: 3).WithData(dataset).WithTraining(t => t with { Epochs = 1 });
        CrossValidationResult byPatient = builder.CrossValidate(2, FoldGrouping.Patient), atRandom = builder.CrossValidate(2, FoldGrouping.None);
        WrittenReport written = WrittenReport.Of(byPatient.CreateReport(dataset, atRandom));
        written.WalkFigures();
        Assert.That(written.At("groupings.rows.0.dealt").GetValue<string>(), Is.EqualTo("by patient"));
        Assert.That(written.At("groupings.rows.1.dealt").GetValue<string>(), Is.EqualTo("at random"));
        Assert.That(written.At("metrics.accuracy.value").GetValue<double>(), Is.EqualTo(byPatient.ByRepeat[0].Accuracy.Value));
        Assert.That(written.At("groupings.rows.1.accuracy.value").GetValue<double>(), Is.EqualTo(atRandom.ByRepeat[0].Accuracy.Value));
    }
}

using CovidClassifier.Tests.Learning;
using CovidClassifier.Tests.Learning.Training;
using Microsoft.ML;

namespace CovidClassifier.Tests;

public sealed class CovidModelBuilderTests
{
    [Test]
    public void Train_ThroughTheImportDoor_GivesTheBuiltInNetworksResult()
    {
        string file = Path.Combine(SharedFolder.ProjectRoot(), "models", "custom-cnn.onnx");
        using CovidModel builtIn = Short().WithNetwork(Network.CustomCnn()).Train();
        using CovidModel imported = Short().WithNetwork(Network.FromOnnx(file)).Train();
        Assert.That(imported.Card.Network.ParameterCount, Is.EqualTo(422_177));
        Assert.That(imported.Card.History.Select(e => (e.Training, e.Validation)), Is.EqualTo(builtIn.Card.History.Select(e => (e.Training, e.Validation))));
        byte[] image = Some.Png(64, 99, 1);
        Assert.That(imported.Predict(image).Probabilities, Is.EqualTo(builtIn.Predict(image).Probabilities));
    }

    [Test]
    public void SaveOnnx_CustomCnn_WritesTheBundledFileByteForByte()
    {
        using var folder = new TempFolder();
        Network.CustomCnn().SaveOnnx(folder["cnn.onnx"], classCount: 2, seed: 1);
        Assert.That(File.ReadAllBytes(folder["cnn.onnx"]),
            Is.EqualTo(File.ReadAllBytes(Path.Combine(SharedFolder.ProjectRoot(), "models", "custom-cnn.onnx"))));
    }

    [Test]
    public void Train_SameSeedTwice_SavesTheSameNetwork()
    {
        using var folder = new TempFolder();
        foreach (string name in new[] { "a.onnx", "b.onnx" })
        {
            using CovidModel model = Short().WithAugmentation(AugmentationOptions.Study).Train();
            model.SaveOnnx(folder[name]);
        }

        Assert.That(File.ReadAllBytes(folder["a.onnx"]), Is.EqualTo(File.ReadAllBytes(folder["b.onnx"])));
    }

    [Test]
    public void Train_ThreeClasses_LearnsThemAndKeepsTheirOrder()
    {
        using CovidModel model = new CovidModelBuilder(seed: 2)
            .WithData(Some.Dataset(90, 64, "COVID-19", "Normal", "Pneumonia"))
            .WithTraining(t => t with { Epochs = 6 })
            .Train();
        Assert.That(model.ClassNames, Is.EqualTo(new[] { "COVID-19", "Normal", "Pneumonia" }));
        Assert.That(model.Card.Metrics["test"].Values["auroc"], Is.GreaterThan(0.9));
        Assert.That(model.Predict(Some.Png(64, 500, 2)).Probabilities, Has.Count.EqualTo(3));
    }

    [Test]
    public void Train_Card_TellsDataRecipeAndMetrics()
    {
        using CovidModel model = Short().Train();
        ModelCardFacts(model);
        EvaluationResult again = model.Evaluate(Some.Dataset());
        Assert.That(again.SeenImages, Is.EqualTo(model.Card.Data.Splits["training"].Images + model.Card.Data.Splits["validation"].Images));
        Assert.That(again.Images, Has.Count.EqualTo(model.Card.Data.Splits["test"].Images));
        Assert.That(again.Metrics.Auroc.Value, Is.EqualTo(model.Card.Metrics["test"].Values["auroc"]));
        Assert.That(model.Evaluate(Some.Dataset(), new EvaluationOptions { IncludeSeen = true }).Images, Has.Count.EqualTo(48));
    }

    [Test]
    public void Evaluate_OnlySeenImages_SaysSo()
    {
        XRayDataset all = Some.Dataset();
        using CovidModel model = Short().WithSplit(validation: 0.2, test: 0).Train();
        Assert.That(() => model.Evaluate(all), Throws.TypeOf<DatasetException>().With.Message.Contains("has seen all of its 48 images"));
    }

    [Test]
    public void Evaluate_ForeignClass_NamesTheModelsClasses()
    {
        using CovidModel model = Short().Train();
        Assert.That(
            () => model.Evaluate(Some.Dataset(8, 64, "COVID-19", "Cat")),
            Throws.TypeOf<DatasetException>().With.Message.Contains("Class 'Cat'").And.Message.Contains("COVID-19, Normal"));
    }

    [Test]
    public void Train_NoData_SaysWhatIsMissing() =>
        Assert.That(() => new CovidModelBuilder().Train(),
            Throws.InvalidOperationException.With.Message.EqualTo("Training cannot start: no data are given (WithData)."));

    [Test]
    public void Train_NoClassIsCovid_AsksForThePositiveLabel()
    {
        CovidModelBuilder builder = new CovidModelBuilder().WithData(Some.Dataset(8, 64, "Cat", "Dog"));
        Assert.That(() => builder.Train(),
            Throws.InvalidOperationException.With.Message.Contains("no class of Cat, Dog is COVID-19").And.Message.Contains("WithPositiveLabel"));
        Assert.That(() => builder.WithPositiveLabel("Bird").Train(),
            Throws.InvalidOperationException.With.Message.Contains("'Bird' is not one of the classes Cat, Dog"));
    }

    [Test]
    public void Train_UnreadableImage_IsListedByName()
    {
        XRayDataset dataset = XRayDataset.FromImages(
            [.. Some.Dataset().Images, XRayImage.FromBytes(Some.Png(64, 1, 0).AsSpan(0, 400), "broken.png") with { Label = "Normal" }], "with a broken image");
        Assert.That(() => Short().WithData(dataset).Train(), Throws.TypeOf<DatasetException>().With.Message.Contains("broken.png"));
    }

    [Test]
    public void Train_CancelledInAnEpoch_EndsWithinASecond()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new System.Diagnostics.Stopwatch();
        var cancelInBatch = new ImmediateProgress<TrainingProgress>(p =>
        {
            if (p.Stage == TrainingStage.Training && !clock.IsRunning)
            {
                clock.Start();
                cancellation.Cancel();
            }
        });
        Assert.That(() => Short().Train(cancelInBatch, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Train_Threshold_IsChosenOnValidationAndStandsInGraphAndCard()
    {
        using CovidModel youden = Short().WithThreshold(Threshold.Youden).Train(), low = Short().WithThreshold(Threshold.ForSensitivity(1)).Train(), given =
            Short().WithThreshold(Threshold.At(0.25)).Train();
        Assert.That(youden.Card.Decision.ThresholdChoice, Does.StartWith($"Youden's J on {youden.Card.Data.Splits["validation"].Images} validation images"));
        Assert.That(low.Card.Metrics["validation"].Values["sensitivity"], Is.EqualTo(1));
        Assert.That((given.Threshold, given.Card.Decision.ThresholdChoice), Is.EqualTo((0.25f, "given as 0.25")));
        Assert.That(youden.Card.Decision.TestScorings, Is.EqualTo(1));
        Assert.That(low.Threshold, Is.EqualTo(low.Card.Threshold));
        Prediction atItsOwn = low.Predict(Some.Png(64, 99, 1));
        Assert.That(atItsOwn.Label == "COVID-19", Is.EqualTo(atItsOwn["COVID-19"] >= low.Threshold));
    }

    [Test]
    public void Train_Calibration_IsInTheGraphAndTheCard()
    {
        using CovidModel raw = Short().WithCalibration(CalibrationKind.None).Train(), platt = Short().WithCalibration(CalibrationKind.Platt).Train();
        byte[] image = Some.Png(64, 99, 1);
        double logit = Logit(raw.Predict(image)), slope = platt.Card.Decision.CalibrationParameters["slope"], shift =
            platt.Card.Decision.CalibrationParameters["shift"];
        Assert.That(Logit(platt.Predict(image)), Is.EqualTo((slope * logit) + shift).Within(1e-4), "Normal is the second class, so its logit is the network's");
        Assert.That((raw.Card.Decision.Calibration, platt.Card.Decision.Calibration), Is.EqualTo(("none", "platt")));
        static double Logit(Prediction p) => Math.Log(p["Normal"] / (double)p["COVID-19"]);
    }

    [Test]
    public void Train_WithoutValidation_CalibratesNothingAndCutsAtAHalf()
    {
        using CovidModel model = Short().WithThreshold(Threshold.Youden).WithSplit(validation: 0, test: 0.2).Train();
        Assert.That((model.Threshold, model.Card.Decision.Calibration, model.Card.Decision.ValidationImages), Is.EqualTo((0.5f, "none", 0)));
        Assert.That(model.Card.Decision.ThresholdChoice, Is.EqualTo("0.5, because there are no validation images to choose it on"));
        Assert.That(model.Card.Warnings, Does.Contain("There are no validation images to calibrate on.")
            .And.Contain("The threshold is 0.5, because there are no validation images to choose it on."));
    }

    [Test]
    public void Train_PlattWithThreeClasses_IsRefusedBeforeAnythingIsRead() => Assert.That(
        () => new CovidModelBuilder().WithData(Some.Dataset(12, 64, "COVID-19", "Normal", "Pneumonia")).WithCalibration(CalibrationKind.Platt).Train(),
        Throws.InvalidOperationException.With.Message.EqualTo(
            "Training cannot start: Platt's calibration is for two classes, got 3: choose temperature scaling (WithCalibration)."));

    [TestCase(-0.1, 0.2)]
    [TestCase(0.5, 0.5)]
    [TestCase(double.NaN, 0.2)]
    public void WithSplit_SharesOutOfRange_AreRefused(double validation, double test) =>
        Assert.That(() => new CovidModelBuilder().WithSplit(validation, test), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void WithTraining_OptionOutOfRange_IsRefusedByName() =>
        Assert.That(
            () => new CovidModelBuilder().WithTraining(t => t with { LearningRate = double.NaN }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("LearningRate must be a finite number above 0, got NaN."));

    [Test]
    public void Train_ChangesOfOptions_AreAskedOnceSoThatLoopAndCardAgree()
    {
        int asked = 0;
        CovidModelBuilder builder =
            new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None).WithTraining(t => t with { Epochs = 1 + asked++ });
        asked = 0;
        using CovidModel first = builder.Train(), second = builder.Train();
        Assert.That(asked, Is.EqualTo(2), "once per run");
        foreach ((CovidModel model, int epochs) in new[] { (first, 1), (second, 2) })
        {
            Assert.That((model.Card.Recipe["epochs"], model.Card.History.Count), Is.EqualTo(($"{epochs}", epochs)));
        }
    }

    [Test]
    public void CrossValidateAndCompare_ChangesOfOptions_AreAskedOncePerNetwork()
    {
        int asked = 0;
        using var folder = new TempFolder();
        CovidModelBuilder builder =
            new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None).WithNetwork(SmallNetwork.Open(folder).FineTuned())
            .WithTraining(t => t with { Epochs = 1 + asked++ });
        asked = 0;
        builder.CrossValidate(folds: 2);
        Assert.That(asked, Is.EqualTo(1));
        builder.Compare([SmallNetwork.Open(folder).FineTuned(), SmallNetwork.Open(folder).Frozen()], new ComparisonOptions { Folds = 2 });
        Assert.That(asked, Is.EqualTo(3));
    }

    [Test]
    public void Runs_WithCheckpointsThatPlayNoPart_AreNotRefusedForThem()
    {
        using var folder = new TempFolder();
        CovidModelBuilder builder = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None)
            .WithNetwork(SmallNetwork.Open(folder).Frozen()).WithCheckpoints(folder["epochs"]);
        Assert.That(() => builder.Train(), Throws.InvalidOperationException.With.Message.Contains("small frozen maxent is trained in one go"));
        Assert.That(builder.CrossValidate(folds: 2).Images, Has.Count.EqualTo(24));
        Assert.That(builder.Compare([SmallNetwork.Open(folder).Frozen()], new ComparisonOptions { Folds = 2 }).Results, Has.Count.EqualTo(1));
        using CovidModel found = builder.Search(SearchBudget.OfTrials(1), [SmallNetwork.Open(folder)], new SearchOptions { Folds = 2, Ensemble = 1 });
        Assert.That(Directory.Exists(folder["epochs"]), Is.False);
    }

    [Test]
    public void Runs_WithATrainerThatPlaysNoPart_AreNotRefusedForIt()
    {
        using var folder = new TempFolder();
        CovidModelBuilder builder = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None)
            .WithNetwork(Network.CustomCnn()).WithTrainer(ml => ml.MulticlassClassification.Trainers.NaiveBayes());
        Assert.That(() => builder.Train(), Throws.InvalidOperationException.With.Message.Contains("cnn is to be trained itself"));
        using CovidModel found = builder.Search(SearchBudget.OfTrials(1), [SmallNetwork.Open(folder)], new SearchOptions { Folds = 2, Ensemble = 1 });
        Assert.That(found.Card.Recipe["mode"], Is.EqualTo("auto"));
    }

    [Test]
    public void Train_AfterLaterVerbs_KeepsToTheChoicesThatItWasGiven()
    {
        CovidModelBuilder builder =
            new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None).WithTraining(t => t with { Epochs = 2 });
        var changing = new ImmediateProgress<TrainingProgress>(_ => builder.WithTraining(t => t with { Epochs = 1 }).WithThreshold(Threshold.At(0.9)));
        using CovidModel model = builder.Train(changing);
        Assert.That((model.Card.Recipe["epochs"], model.Card.History.Count, model.Threshold), Is.EqualTo(("2", 2, 0.5f)));
    }

    private static CovidModelBuilder Short() =>
        new CovidModelBuilder(seed: 1).WithData(Some.Dataset()).WithTraining(t => t with { Epochs = 2, Threads = 2 });

    private static void ModelCardFacts(CovidModel model) => Assert.Multiple(() =>
    {
        Assert.That(model.Card.Seed, Is.EqualTo(1));
        Assert.That(model.Card.PositiveLabel, Is.EqualTo("COVID-19"));
        Assert.That(model.Card.ResearchUseOnly, Does.Contain("never for diagnosis"));
        Assert.That(model.Card.Data.Splits.Values.Sum(s => s.Images), Is.EqualTo(48));
        Assert.That(model.Card.Data.Splits.Values.Sum(s => s.Patients), Is.EqualTo(24));
        Assert.That(model.Card.Data.Sources, Is.EqualTo(new Dictionary<string, int> { ["drawn"] = 48 }));
        Assert.That(model.Card.History, Has.Count.EqualTo(2));
        Assert.That(model.Card.Recipe["optimizer"], Is.EqualTo("adam(beta1=0.9, beta2=0.999, epsilon=1E-08, weightDecay=0)"));
        Assert.That(model.Card.Metrics.Keys, Is.EquivalentTo(new[] { "validation", "test" }));
    });
}

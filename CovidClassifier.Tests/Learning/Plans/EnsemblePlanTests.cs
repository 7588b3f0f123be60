using CovidClassifier.Tests.Learning.Training;

namespace CovidClassifier.Tests.Learning.Plans;

public sealed class EnsemblePlanTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Predict_OfTwoHeads_IsTheMeanOfWhatEachSaysAlone()
    {
        LearningPlan first = Small.Frozen(), second = Small.Frozen(Head.NearestClassMean());
        using CovidModel one = Train(first), other = Train(second), both = Train(LearningPlan.Ensemble(first, second));
        byte[] image = Some.Png(64, 5, 0);
        Prediction a = one.Predict(image), b = other.Predict(image), mean = both.Predict(image);
        Assert.That(Probabilities(mean), Is.EqualTo(Probabilities(a).Zip(Probabilities(b), (x, y) => (x + y) / 2)).Within(1e-5));
        Assert.That(mean.Disagreement, Is.EqualTo(Math.Abs(a.Probabilities[0].Probability - b.Probabilities[0].Probability)).Within(1e-5));
        Assert.That(both.Card.Network.Members, Is.EqualTo(2));
    }

    [Test]
    public void Train_OnePlanTwice_LearnsFromTwoSeedsAndIsRepeatable()
    {
        LearningPlan plan = LearningPlan.Ensemble(Small.FineTuned(), Small.FineTuned());
        using CovidModel model = Train(plan), again = Train(plan);
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(model.Predict(image).Disagreement, Is.GreaterThan(0));
        Assert.That(Probabilities(again.Predict(image)), Is.EqualTo(Probabilities(model.Predict(image))));
        model.Save(_folder["both.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["both.zip"]);
        Assert.That(Probabilities(loaded.Predict(image)), Is.EqualTo(Probabilities(model.Predict(image))));
        Assert.That(loaded.Card.Recipe["members"], Is.EqualTo("small finetune; small finetune"));
        Assert.That(loaded.Card.Recipe["member2.pretrainedRate"], Is.EqualTo("0.3"));
    }

    [Test]
    public void Train_AHeadThatNoSeedChanges_SaysThatItsMembersAreOneNetwork()
    {
        using CovidModel same = Train(LearningPlan.Ensemble(Small.Frozen(Head.NearestClassMean()), Small.Frozen(Head.NearestClassMean())));
        using CovidModel other = Train(LearningPlan.Ensemble(Small.Frozen(), Small.Frozen(Head.NearestClassMean())));
        Assert.That(same.Card.Notes, Has.One.StartsWith("The 2 members of the ensemble are 1 network, some of them several times:"));
        Assert.That(other.Card.Notes, Has.None.Contains("members of the ensemble"));
    }

    [Test]
    public void Train_IntoAFolderWithAFurtherMembersCheckpoint_IsRefusedBeforeAnythingIsDone()
    {
        LearningPlan plan = LearningPlan.Ensemble(Small.Frozen(), Small.FineTuned());
        Builder().WithNetwork(plan).WithCheckpoints(_folder["epochs"]).Train().Dispose();
        Assert.That(
            () => Builder().WithNetwork(plan).WithCheckpoints(_folder["epochs"]).Train(new ImmediateProgress<TrainingProgress>(_ => Assert.Fail("begun"))),
            Throws.TypeOf<TrainingException>().With.Message.Contains("holds the checkpoint of an earlier training"));
    }

    [Test]
    public void Train_NetworksOfTwoSizes_TakesTheLarger()
    {
        using CovidModel model = Train(LearningPlan.Ensemble(Small.Frozen(), File("cnn", 96).Frozen()));
        Assert.That((model.Card.Network.InputWidth, model.Card.Network.InputHeight), Is.EqualTo((96, 96)));
        Assert.That(model.Predict(Some.Png(64, 5, 0)).Disagreement, Is.Not.Null);
    }

    [Test]
    public void Train_StoppedInTheSecondMember_GoesOnToTheSameModel()
    {
        LearningPlan plan = LearningPlan.Ensemble(Small.FineTuned(), Small.FineTuned());
        using CovidModel whole = Train(plan);
        using var source = new CancellationTokenSource();
        int epochs = 0;
        var stopper = new ImmediateProgress<TrainingProgress>(p => StopAfter(p, ref epochs, source));
        CovidModelBuilder kept = Builder().WithNetwork(plan).WithCheckpoints(_folder["epochs"]);
        Assert.That(() => kept.Train(stopper, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(_folder["epochs"], "training.checkpoint", SearchOption.AllDirectories), Has.Length.EqualTo(2));
        using CovidModel resumed = Builder().WithNetwork(plan).WithCheckpoints(_folder["epochs"], resume: true).Train();
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(Probabilities(resumed.Predict(image)), Is.EqualTo(Probabilities(whole.Predict(image))));
    }

    [Test]
    public void CrossValidate_AnEnsemble_ScoresEveryImageOnce()
    {
        CrossValidationResult result = Builder().WithNetwork(LearningPlan.Ensemble(Small.Frozen(), Small.FineTuned())).CrossValidate(folds: 2);
        Assert.That(result.Images.Select(i => i.Image).Distinct().Count(), Is.EqualTo(24));
    }

    [Test]
    public void Title_OfAnEnsemble_NamesItsMembersAndCountsThoseOfOnePlan()
    {
        LearningPlan tuned = Backbone.MobileNetV2.FineTuned();
        LearningPlan plan = LearningPlan.Ensemble(tuned, Backbone.ResNet18.FineTuned(), tuned);
        Assert.That((plan.Title, plan.Name), Is.EqualTo(("2 x mobilenetv2 finetune + resnet18 finetune", "mobilenetv2+resnet18")));
        Assert.That(plan.Defaults.Epochs, Is.EqualTo(10));
    }

    [Test]
    public void Ensemble_OfWhatCannotBeOne_IsRefused()
    {
        LearningPlan tuned = Backbone.MobileNetV2.FineTuned();
        Assert.That(() => LearningPlan.Ensemble(tuned), Throws.ArgumentException.With.Message.StartsWith("An ensemble needs two members or more, got 1."));
        Assert.That(() => LearningPlan.Ensemble(tuned, LearningPlan.Ensemble(tuned, tuned)), Throws.ArgumentException.With.Message.StartsWith(
            "A member of an ensemble must end in one graph with its network, and be no ensemble itself, got '2 x mobilenetv2 finetune'."));
        Assert.That(() => LearningPlan.Ensemble(tuned, Backbone.ResNet18.Frozen(Head.LightGbm())), Throws.ArgumentException.With.Message.Contains(
            "got 'resnet18 frozen lightgbm'"));
        Assert.That(() => LearningPlan.Ensemble(tuned, Network.CustomCnn()), Throws.ArgumentException.With.Message.StartsWith(
            "Members of an ensemble that are trained epoch by epoch must learn in one way, because epochs and steps are said once for all of them, got " +
                "finetune and scratch."));
        Assert.That(() => LearningPlan.Ensemble(null!), Throws.ArgumentNullException);
    }

    private Network Small => SmallNetwork.Open(_folder);

    private static void StopAfter(TrainingProgress progress, ref int epochs, CancellationTokenSource source)
    {
        if (progress.CompletedEpoch is not null && ++epochs == 3)
        {
            source.Cancel();
        }
    }

    private Network File(string name, int side)
    {
        Network.CustomCnn(inputSize: side).SaveOnnx(_folder[$"{name}.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder[$"{name}.onnx"]);
    }

    private CovidModel Train(LearningPlan plan) => Builder().WithNetwork(plan).Train();

    private static CovidModelBuilder Builder() => new CovidModelBuilder(seed: 5)
        .WithData(Some.Dataset(24))
        .WithAudits(AuditDepth.None)
        .WithCalibration(CalibrationKind.None)
        .WithTraining(t => t with { Epochs = 2, Threads = 1 });

    private static double[] Probabilities(Prediction prediction) => [.. prediction.Probabilities.Select(p => (double)p.Probability)];
}

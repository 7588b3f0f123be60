using CovidClassifier.Tests.Learning.Training;

namespace CovidClassifier.Tests.Learning.Heads;

/// <summary>A head that stays in ML.NET holds pooled engines, and often native memory: whoever owns the model gives it back.</summary>
public sealed class HeadOwnershipTests
{
    private readonly TempFolder _folder = new();
    private readonly CountedTrainer _trainer = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Dispose_OfATrainedModel_DisposesItsHead()
    {
        CovidModel model = Builder().Train();
        Assert.That((_trainer.Made, _trainer.Disposed), Is.EqualTo((1, 0)));
        _ = model.Predict(Some.Png(64, 1, 0));
        model.Dispose();
        model.Dispose();
        Assert.That(_trainer.Disposed, Is.EqualTo(1));
    }

    [Test]
    public void CrossValidate_EveryFoldsHead_IsDisposedWhenTheFoldHasEnded([Values] bool heatMaps)
    {
        CovidModelBuilder builder = heatMaps ? Builder().WithHeatMaps() : Builder();
        builder.CrossValidate(folds: 3);
        Assert.That((_trainer.Made, _trainer.Disposed), Is.EqualTo((3, 3)));
    }

    [Test]
    public void Train_CancelledAfterTheHeadIsTrained_DisposesIt()
    {
        using var source = new CancellationTokenSource();
        var cancel = new ImmediateProgress<TrainingProgress>(p =>
        {
            if (p.Stage == TrainingStage.Testing)
            {
                source.Cancel();
            }
        });
        Assert.That(() => Builder().Train(cancel, source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That((_trainer.Made, _trainer.Disposed), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Train_AHeadThatIsRefused_IsDisposed()
    {
        var trainer = new CountedTrainer(givesScore: false);
        Assert.That(
            () => Builder().WithTrainer(trainer.Create, imageSide: 64).Train(),
            Throws.TypeOf<TrainingException>().With.Message.Contains("must give a column Score"));
        Assert.That((trainer.Made, trainer.Disposed), Is.EqualTo((1, 1)));
    }

    [Test]
    public void CheckExplanations_OfChangedCopiesOfTheNetwork_LeavesTheModelItsHead()
    {
        using CovidModel model = Builder().WithNetwork(SmallNetwork.Open(_folder).Frozen()).Train();
        Prediction before = model.Predict(Some.Png(64, 1, 0));
        model.CheckExplanations([XRayImage.FromBytes(Some.Png(64, 1, 1), "some")], null, ExplanationMethod.Occlusion(6));
        Assert.That((model.Predict(Some.Png(64, 1, 0)).Probabilities, _trainer.Disposed), Is.EqualTo((before.Probabilities, 0)));
    }

    private CovidModelBuilder Builder() =>
        new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithAudits(AuditDepth.None).WithTrainer(_trainer.Create, imageSide: 64);
}

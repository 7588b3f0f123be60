using CovidClassifier.Tests.Learning.Training;

namespace CovidClassifier.Tests.Workflows;

public sealed class PredictionSetTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task Predict_EveryWay_GivesTheLabelsThatReachTheCardsProbabilities()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(80)).WithNetwork(Network.CustomCnn(inputSize: 64))
            .WithTraining(options => options with { Epochs = 2 }).WithSplit(validation: 0.3, test: 0.2).WithSetLevel(0.8).Train();
        CardSets sets = model.Card.Sets!;
        Assert.That(sets.Level, Is.EqualTo(0.8));
        model.Save(_folder["m.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
        byte[] image = Some.Png(64, 5, 0);
        File.WriteAllBytes(_folder["x.png"], image);
        var streamed = new List<Prediction>();
        await foreach (PredictionOutcome outcome in loaded.ScoreAsync([_folder["x.png"]]))
        {
            streamed.Add(outcome.Prediction!);
        }

        Prediction[] ways = [model.Predict(image), loaded.Predict(_folder["x.png"]), loaded.PredictMany([_folder["x.png"]])[0].Prediction!, .. streamed];
        foreach (Prediction prediction in ways)
        {
            Assert.That(
                prediction.Set, Is.EqualTo(prediction.Probabilities.Where(p => p.Probability >= sets.LeastProbabilities[p.Label]).Select(p => p.Label)));
        }

        Assert.That(model.HeldOut!.Images.Select(i => i.Prediction.Set), Is.All.Not.Null);
        Assert.That(model.HeldOut!.Images.Average(i => i.Prediction.Set!.Count), Is.EqualTo(model.HeldOut!.Sets!.MeanSize).Within(1e-9));
    }

    [Test]
    public void Predict_WithFewerImagesThanTheLevelNeeds_GivesNoSet_AndTheCardSaysWhy()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(48)).WithNetwork(Network.CustomCnn(inputSize: 64))
            .WithTraining(options => options with { Epochs = 1 }).Train();
        Assert.That(model.Predict(Some.Png(64, 5, 0)).Set, Is.Null);
        Assert.That(model.Card.NoSets, Does.StartWith("Prediction sets that hold 90 % need 9 images of each class"));
    }

    [Test]
    public void Train_WithALevelThatTheImagesAreTooFewFor_IsRefusedBeforeIt()
    {
        var trained = new ImmediateProgress<TrainingProgress>(p => Assert.That(p.Stage, Is.EqualTo(TrainingStage.Decoding)));
        Assert.That(
            () => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(48)).WithNetwork(Network.CustomCnn(inputSize: 64)).WithSetLevel(0.99).Train(trained),
            Throws.TypeOf<DatasetException>().With.Message.Contains("99 % need 99 images of each class"));
    }

    [TestCase(0.49)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void WithSetLevel_OutsideWhatCanBePromised_IsRefused(double level) => Assert.That(
        () => new CovidModelBuilder(seed: 1).WithSetLevel(level), Throws.TypeOf<ArgumentOutOfRangeException>());
}

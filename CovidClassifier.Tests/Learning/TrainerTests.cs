using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using Microsoft.ML;

namespace CovidClassifier.Tests.Learning;

/// <summary>Trees, and trainers of ML.NET that a caller brings.</summary>
public sealed class TrainerTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("lightgbm")]
    [TestCase("fastforest")]
    public void CrossValidate_Trees_TellStripesApartAndRepeatThemselves(string head)
    {
        CrossValidationResult Run() => Builder().WithNetwork(SmallNetwork.Open(_folder).Frozen(Head.Parse(head))).CrossValidate(folds: 2);
        CrossValidationResult first = Run(), again = Run();
        Assert.That(first.ByRepeat[0].Accuracy.Value, Is.GreaterThan(0.85));
        Assert.That(again.Images.Select(i => i.Prediction["Normal"]), Is.EqualTo(first.Images.Select(i => i.Prediction["Normal"])));
    }

    [Test]
    public void WithTrainer_OnFeatures_TrainsWhatTheCallerBrings()
    {
        using CovidModel model = Builder()
            .WithNetwork(SmallNetwork.Open(_folder).Frozen())
            .WithTrainer(ml => ml.Transforms.NormalizeMeanVariance("Features")
                .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(exampleWeightColumnName: "Weight")))
            .Train();
        RequireStripesToldApart(model);
        Assert.That(model.Card.Recipe["head"], Is.EqualTo("a trainer of ML.NET"));
    }

    [Test]
    public void WithTrainer_WithoutANetwork_LearnsFromGrayLevels()
    {
        using CovidModel model =
            Builder().WithTrainer(ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l2Regularization: 100), imageSide: 64).Train();
        RequireStripesToldApart(model);
        Assert.That((model.Card.Network.Name, model.Card.Network.InputWidth), Is.EqualTo(("images", 64)));
    }

    [Test]
    public void WithTrainer_OnImages_IsGivenPngFilesOfTheDecodedXRays()
    {
        // counts of the file's bytes, in the place of ML.NET's ImageClassification
        using CovidModel model = Builder()
            .WithTrainer(
                ml => ml.Transforms.Conversion.Hash("Bytes", "Image", numberOfBits: 8)
                    .Append(ml.Transforms.Conversion.MapKeyToVector("Counts", "Bytes", outputCountVector: true))
                    .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Counts")),
                imageSide: 64)
            .Train();
        model.Save(_folder["m.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
        foreach (byte[] image in new[] { Some.Png(64, 900, 0), Some.Png(64, 901, 1) })
        {
            Assert.That(loaded.Predict(image).Probabilities, Is.EqualTo(model.Predict(image).Probabilities));
        }
    }

    [Test]
    public void WithTrainer_BesideATrainedNetwork_IsRefused() =>
        Assert.That(
            () => Builder().WithNetwork(Network.CustomCnn()).WithTrainer(ml => ml.MulticlassClassification.Trainers.NaiveBayes()).Train(),
            Throws.InvalidOperationException.With.Message.Contains("from the features of a frozen network"));

    [Test]
    public void WithTrainer_NoMulticlassTrainer_SaysWhatItMustGive() =>
        Assert.That(
            () => Builder().WithNetwork(SmallNetwork.Open(_folder).Frozen()).WithTrainer(ml => ml.Transforms.NormalizeMeanVariance("Features")).Train(),
            Throws.TypeOf<TrainingException>().With.Message.Contains("must give a column Score of one number per class (2), got none"));

    [Test]
    public void WithTrainer_CancelledWhileItTrains_EndsAtOnce()
    {
        using var source = new CancellationTokenSource();
        using var release = new ManualResetEventSlim();
        IEstimator<ITransformer> Stuck(MLContext ml)
        {
            source.Cancel();
            release.Wait();
            return ml.MulticlassClassification.Trainers.NaiveBayes();
        }

        Assert.That(
            () => Builder().WithNetwork(SmallNetwork.Open(_folder).Frozen()).WithTrainer(Stuck).Train(cancellationToken: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        release.Set();
    }

    [Test]
    public void GrayPicture_AnyPixels_DecodeToThemselves()
    {
        byte[] pixels = [.. Enumerable.Range(0, 70 * 50).Select(i => (byte)(i * 7))];
        Assert.That(XRayDecoder.Decode(PngEncoder.Png(pixels, 70, 50), 70, 50).Pixels, Is.EqualTo(pixels));
    }

    private static void RequireStripesToldApart(CovidModel model)
    {
        XRayDataset fresh = XRayDataset.FromImages(
            [.. Enumerable.Range(0, 20)
                .Select(i => XRayImage.FromBytes(Some.Png(64, 500 + i, i % 2), $"{i}.png") with { Label = i % 2 == 0 ? "COVID-19" : "Normal" })], "fresh");
        Assert.That(model.Evaluate(fresh).Metrics.Accuracy.Value, Is.GreaterThan(0.85));
    }

    private static CovidModelBuilder Builder() => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(80)).WithSplit(0.2, 0);
}

using CovidClassifier.Imaging;

namespace CovidClassifier.Tests;

public class CovidModelQuantizationTests
{
    private static readonly XRayDataset Images = Some.Dataset(images: 80);

    [Test]
    public void Quantize_ComparesBothModelsOnTheImagesThatNeitherWasTrainedOn()
    {
        using CovidModel model = Trained();
        using CovidModel bytes = model.Quantize(Images);
        QuantizationResult result = bytes.Quantization!;
        Assert.That(result.Quantized.Predictions.Count, Is.EqualTo(model.HeldOut!.Predictions.Count));
        Assert.That(result.Float.Metrics[Metric.Auroc].Value, Is.EqualTo(model.HeldOut.Metrics[Metric.Auroc].Value));
        Assert.That(result.QuantizedBytes, Is.LessThan(result.FloatBytes));
        Assert.That(bytes.Card.Recipe["quantization"], Is.EqualTo("int8"));
        Assert.That(bytes.Card.Metrics["test"].Images, Is.EqualTo(result.Quantized.Predictions.Count));
        Assert.That(result.LargestProbabilityDifference, Is.LessThan(0.15));
    }

    [Test]
    public void Quantize_WhereNoOtherImageIsLeft_ComparesOnAllOnlyOnPurpose_AndKeepsTheFiguresOfTheFloats()
    {
        using CovidModel model = Trained();
        CardNetwork network = model.Card.Network;
        HashSet<string> seen = [.. model.Card.ImageHashes.Training, .. model.Card.ImageHashes.Validation];
        string HashOf(XRayImage image) => PixelHash.Of(image.Encoded.Decode(network.InputWidth, network.InputHeight));
        XRayDataset known = XRayDataset.FromImages([.. Images.Images.Where(i => seen.Contains(HashOf(i)))]);
        Assert.That(() => model.Quantize(known), Throws.TypeOf<DatasetException>());
        using CovidModel bytes = model.Quantize(known, new EvaluationOptions { IncludeSeen = true });
        Assert.That(bytes.Quantization!.Quantized.Predictions.Count, Is.EqualTo(known.Count));
        Assert.That(bytes.Quantization.ToString(), Does.Contain($"On {known.Count} images, those that it was trained on among them, AUROC changes by"));
        Assert.That(bytes.Card.Metrics["test"].Images, Is.EqualTo(model.Card.Metrics["test"].Images));
        Assert.That(bytes.Card.Notes, Has.Some.Contains("the figures are of the network with floats"));
    }

    [Test]
    public void Quantize_ImagesThatTheModelWasTrainedOn_AreReadForOneOfTheTwoComparedModelsAlone()
    {
        using CovidModel model = Trained();
        int told = 0;
        using CovidModel bytes = model.Quantize(Images, new Count(() => Interlocked.Increment(ref told)));
        Assert.That(told, Is.EqualTo(Images.Count + bytes.Quantization!.Quantized.Images.Count));
        Assert.That(bytes.Quantization.Quantized.SeenImages, Is.EqualTo(bytes.Quantization.Float.SeenImages).And.Positive);
    }

    [Test]
    public void Quantize_PredictionSets_AreChosenOnWhatTheRoundedNetworkSaysOfTheSameImages()
    {
        using CovidModel model = Trained();
        using CovidModel bytes = model.Quantize(Images);
        CardSets before = model.Card.Sets!, after = bytes.Card.Sets!;
        Assert.That((after.Level, after.Images), Is.EqualTo((before.Level, before.Images)));
        XRayImage[] validation = [.. Images.Images.Where(i => model.Card.ImageHashes.Validation.Contains(HashOf(i)))];
        foreach (string label in bytes.ClassNames)
        {
            // of n images of the class, all but floor((n + 1)(1 - level)) - 1 and more have the label in their set
            double[] own = [.. validation.Where(i => i.Label == label).Select(i => bytes.Predict(i)[label]).Order()];
            int outside = own.Length - (int)Math.Ceiling((own.Length + 1) * after.Level - 1e-9);
            Assert.That(own, Has.Length.EqualTo(after.Images[label]));
            Assert.That(after.LeastProbabilities[label], Is.EqualTo(own[outside]).Within(1e-6));
        }

        Assert.That(bytes.Quantization!.Quantized.Images[0].Prediction.Set, Is.EqualTo(bytes.Predict(bytes.Quantization.Quantized.Images[0].Image).Set));
        Assert.That(bytes.Quantization.Quantized.Sets!.Level, Is.EqualTo(before.Level));
    }

    [Test]
    public void Quantize_WithoutTheValidationImages_HasNoPredictionSetsAndSaysWhy()
    {
        using CovidModel model = Trained();
        HashSet<string> validation = [.. model.Card.ImageHashes.Validation];
        XRayImage[] others = [.. Images.Images.Where(i => !validation.Contains(HashOf(i)))];
        using CovidModel bytes = model.Quantize(XRayDataset.FromImages(others));
        Assert.That(bytes.Card.Sets, Is.Null);
        Assert.That(bytes.Card.NoSets, Is.EqualTo(
            "Prediction sets are chosen on validation images, and the dataset that the network was rounded with held none of those of its training."));
        Assert.That(bytes.Predict(others[0]).Set, Is.Null);
    }

    private static string HashOf(XRayImage image) => PixelHash.Of(image.Encoded.Decode(256, 256));

    [Test]
    public void Quantize_SavedAndLoaded_GivesTheSameAnswersAndExplains()
    {
        using var folder = new TempFolder();
        using CovidModel model = Trained();
        using CovidModel bytes = model.Quantize(Images);
        bytes.Save(folder["int8.zip"]);
        using CovidModel loaded = CovidModel.Load(folder["int8.zip"]);
        XRayImage image = Images.Images[0];
        Prediction expected = bytes.Predict(image);
        Assert.That(
            loaded.Predict(image).Probabilities.Select(p => p.Probability), Is.EqualTo(expected.Probabilities.Select(p => p.Probability)).Within(1e-6));
        Assert.That(loaded.Explain(image), Is.Not.Null, "by gradients, which operators on bytes have none of");
    }

    private sealed class Count(Action count) : IProgress<PredictionProgress>
    {
        public void Report(PredictionProgress value) => count();
    }

    private static CovidModel Trained() => new CovidModelBuilder(seed: 3).WithData(Images).WithNetwork(Network.CustomCnn()).WithSetLevel(0.8)
        .WithTraining(t => t with { Epochs = 2, BatchSize = 16 }).Train();
}

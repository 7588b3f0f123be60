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
    public void Quantize_ImagesThatTheModelWasTrainedOn_AreReadForOneOfTheTwoComparedModelsAlone()
    {
        using CovidModel model = Trained();
        int told = 0;
        using CovidModel bytes = model.Quantize(Images, new Count(() => Interlocked.Increment(ref told)));
        Assert.That(told, Is.EqualTo(Images.Count + bytes.Quantization!.Quantized.Images.Count));
        Assert.That(bytes.Quantization.Quantized.SeenImages, Is.EqualTo(bytes.Quantization.Float.SeenImages).And.Positive);
    }

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

    private static CovidModel Trained() => new CovidModelBuilder(seed: 3).WithData(Images).WithNetwork(Network.CustomCnn())
        .WithTraining(t => t with { Epochs = 2, BatchSize = 16 }).Train();
}

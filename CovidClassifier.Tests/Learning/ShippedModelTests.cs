using Microsoft.ML;

namespace CovidClassifier.Tests.Learning;

/// <summary>A model of each way to transfer says the same in memory, loaded, in plain ML.NET and in plain ONNX Runtime.</summary>
public sealed class ShippedModelTests
{
    private readonly TempFolder _folder = new();

    private static IEnumerable<TestCaseData> Ways()
    {
        yield return new TestCaseData((Network n) => n.Frozen()).SetArgDisplayNames("frozen maxent");
        yield return new TestCaseData((Network n) => n.Frozen(Head.LinearSvm())).SetArgDisplayNames("frozen svm");
        yield return new TestCaseData((Network n) => n.Frozen(Head.LightGbm())).SetArgDisplayNames("frozen lightgbm");
        yield return new TestCaseData((Network n) => n.Frozen(Head.FastForest())).SetArgDisplayNames("frozen fastforest");
        yield return new TestCaseData((Network n) => n.FineTuned()).SetArgDisplayNames("fine-tuned");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Explain_OfATreeHead_GoesByItsScores_AndSaysSoWhereGradientsAreAskedFor()
    {
        using CovidModel model = Builder().WithNetwork(SmallNetwork.Open(_folder).Frozen(Head.FastForest())).Train();
        XRayImage image = XRayImage.FromBytes(Some.Png(80, 1, 1), "some");
        ImageExplanation explanation = model.Explain(image, null, ExplanationMethod.Occlusion(6));
        Assert.That((explanation.Map.Width, explanation.Map.Height), Is.EqualTo((80, 80)));
        Assert.That(explanation.Prediction.Probabilities, Is.EqualTo(model.Predict(image.ReadBytes()).Probabilities));
        Assert.That(model.CheckExplanations([image], null, ExplanationMethod.Occlusion(6)).Images, Has.Count.EqualTo(1));
        Assert.That(() => model.Explain(image), Throws.TypeOf<NetworkException>().With.Message.Contains("occlusion and rise explain this one"));
    }

    [TestCaseSource(nameof(Ways))]
    public void Model_OfEachWay_SaysTheSameEverywhere(Func<Network, LearningPlan> adapt)
    {
        using CovidModel model = Builder().WithNetwork(adapt(SmallNetwork.Open(_folder))).Train();
        model.Save(_folder["model.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["model.zip"]);
        using PredictionEngine<Input, Output> plain = Plain(_folder["model.zip"]);
        for (int seed = 0; seed < 6; seed++)
        {
            byte[] image = Some.Png(80, seed, seed % 3);
            Prediction expected = model.Predict(image);
            float[] probabilities = [.. expected.Probabilities.Select(p => p.Probability)];
            Assert.That(probabilities.Sum(), Is.EqualTo(1).Within(1e-5));
            Assert.That(loaded.Predict(image).Probabilities.Select(p => p.Probability), Is.EqualTo(probabilities).Within(1e-4));
            Output output = plain.Predict(new Input { ImageSource = image });
            Assert.That(output.Score, Is.EqualTo(probabilities).Within(1e-4));
            Assert.That((loaded.Predict(image).Label, output.PredictedLabel), Is.EqualTo((expected.Label, expected.Label)));
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public void ResNet18_OfThePackage_TrainsWithoutADownload_AndLoadsInPlainMlNet(bool fineTuned)
    {
        LearningPlan plan = fineTuned ? Backbone.ResNet18.FineTuned() : Backbone.ResNet18.Frozen();
        using CovidModel model = new CovidModelBuilder(seed: 1)
            .WithData(Some.Dataset(12, 64, "COVID-19", "Normal", "Pneumonia")).WithSplit(0, 0).WithNetwork(plan)
                .WithTraining(t => t with { Epochs = 1, BatchSize = 4 }).Train();
        model.Save(_folder["model.zip"]);
        byte[] image = Some.Png(300, 5, 1);
        Prediction expected = model.Predict(image);
        using PredictionEngine<Input, Output> plain = Plain(_folder["model.zip"]);
        Output output = plain.Predict(new Input { ImageSource = image });
        Assert.That(output.Score, Is.EqualTo(expected.Probabilities.Select(p => p.Probability)).Within(1e-4));
        Assert.That(output.PredictedLabel, Is.EqualTo(expected.Label));
        Assert.That(model.Card.Licences, Is.EqualTo(["ResNet18.onnx of the package Microsoft.ML.DnnImageFeaturizer.ResNet18: MIT"]));
    }

    [TestCaseSource(nameof(Ways))]
    public void Onnx_OfEachWay_SaysTheSameOrIsRefused(Func<Network, LearningPlan> adapt)
    {
        using CovidModel model = Builder().WithNetwork(adapt(SmallNetwork.Open(_folder))).Train();
        if (model.Card.Recipe.GetValueOrDefault("head") is "lightgbm" or "fastforest")
        {
            Assert.That(() => model.SaveOnnx(_folder["model.onnx"]), Throws.TypeOf<NetworkException>().With.Message.Contains("can be saved as a zip only"));
            Assert.That(File.Exists(_folder["model.onnx"]), Is.False);
            return;
        }

        model.SaveOnnx(_folder["model.onnx"]);
        byte[] image = Some.Png(64, 7, 1);
        float[] expected = [.. model.Predict(image).Probabilities.Select(p => p.Probability)];
        Assert.That(PlainOnnx.Score(_folder["model.onnx"], image, side: 64), Is.EqualTo(expected).Within(1e-4));
    }

    private static CovidModelBuilder Builder() => new CovidModelBuilder(seed: 1)
        .WithData(Some.Dataset(60, 64, "COVID-19", "Normal", "Pneumonia")).WithSplit(0.2, 0).WithTraining(t => t with { Epochs = 2 });

    private static PredictionEngine<Input, Output> Plain(string zip)
    {
        var context = new MLContext();
        context.ComponentCatalog.RegisterAssembly(typeof(CovidModel).Assembly);
        return context.Model.CreatePredictionEngine<Input, Output>(context.Model.Load(zip, out _));
    }

    /// <summary>What plain ML.NET makes of one image.</summary>
    internal static float[] PlainScores(string zip, byte[] image)
    {
        using PredictionEngine<Input, Output> plain = Plain(zip);
        return plain.Predict(new Input { ImageSource = image }).Score;
    }

    private sealed class Input
    {
        public byte[] ImageSource { get; set; } = [];
    }

    private sealed class Output
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}

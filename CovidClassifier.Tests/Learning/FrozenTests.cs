using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning;

public sealed class FrozenTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Train_AnyLinearHead_LeavesTheNetworkAndLearns([Values("maxent", "sdca", "svm", "mean")] string head)
    {
        using CovidModel model = Builder().WithNetwork(Basis().Frozen(Head.Parse(head))).Train();
        model.SaveOnnx(_folder["frozen.onnx"]);
        Assert.That(Weights(_folder["frozen.onnx"], "conv"), Is.EqualTo(Weights(_folder["basis.onnx"], "conv")));
        Assert.That((model.Card.Recipe["mode"], model.Card.Recipe["head"], model.Card.History.Count), Is.EqualTo(("frozen", Head.Parse(head).Description, 0)));
        Assert.That(model.Card.Recipe.Keys, Has.None.EqualTo("epochs"));
        Assert.That(model.Card.Metrics["test"].Values["accuracy"], Is.GreaterThan(0.8), "a stripe is easy even on random features");
    }

    [Test]
    public void Train_TwoSeedsAlike_GivesTheSameModel()
    {
        using CovidModel first = Builder().WithNetwork(Basis().Frozen()).Train(), second = Builder().WithNetwork(Basis().Frozen()).Train();
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(second.Predict(image).Probabilities, Is.EqualTo(first.Predict(image).Probabilities));
    }

    [Test]
    public void Train_WithAugmentation_LearnsFromVariantsToo()
    {
        using CovidModel plain = Builder().WithNetwork(Basis().Frozen()).Train();
        using CovidModel varied = Builder().WithAugmentation(AugmentationOptions.Study).WithNetwork(Basis().Frozen()).Train();
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(varied.Predict(image)["Normal"], Is.Not.EqualTo(plain.Predict(image)["Normal"]).Within(1e-6));
    }

    [Test]
    public void CrossValidate_Predictions_AreThoseOfTheFoldsModel()
    {
        XRayDataset dataset = Some.Dataset(24);
        CrossValidationResult result = Builder(dataset).WithNetwork(Basis().Frozen()).CrossValidate(folds: 2);
        Assert.That(result.Images.Select(i => i.Image.Name), Is.EquivalentTo(dataset.Images.Select(i => i.Name)));

        // the same training by the other door: what is outside of fold 0 is all that Train gets
        XRayDataset inside = dataset.Subset("inside", Enumerable.Range(0, 24).Where(i => result.Images.Single(r => r.Image == dataset.Images[i]).Fold != 0));
        using CovidModel model = Builder(inside).WithSplit(0, 0).WithNetwork(Basis().Frozen()).Train();
        foreach (CrossValidatedImage image in result.Images.Where(i => i.Fold == 0))
        {
            Prediction whole = model.Predict(image.Image.ReadBytes());
            Assert.That(image.Prediction["Normal"], Is.EqualTo(whole["Normal"]).Within(1e-4));
            Assert.That(image.Prediction.Label, Is.EqualTo(whole.Label));
        }
    }

    [Test]
    public void Train_WithAFeatureCache_ReadsWhatAnEarlierRunKept()
    {
        CovidModelBuilder Cached() => Builder().WithNetwork(Basis().Frozen()).WithFeatureCache(_folder["features"]);
        string[] Files() => Directory.GetFiles(_folder["features"], "*", SearchOption.AllDirectories);
        using CovidModel first = Cached().Train();
        string[] files = Files();
        var computed = new List<TrainingProgress>();
        using CovidModel again = Cached().Train(new Listener<TrainingProgress>(computed.Add));
        Assert.That(Files(), Is.EquivalentTo(files), "nothing is kept twice");
        Assert.That(computed.Select(p => p.Stage), Has.None.EqualTo(TrainingStage.Computing));
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(again.Predict(image).Probabilities, Is.EqualTo(first.Predict(image).Probabilities));
    }

    [Test]
    public void Train_NamedTensor_IsAveragedAndTaken()
    {
        using CovidModel model = Builder().WithNetwork(Basis().Frozen(options: new FreezingOptions { Features = "relu" })).Train();
        model.SaveOnnx(_folder["frozen.onnx"]);
        Assert.That(OnnxFile.Load(_folder["frozen.onnx"]).Graph.Initializer.Single(i => i.Name.StartsWith("head.weight", StringComparison.Ordinal)).Dims,
            Is.EqualTo(new long[] { 2, 64 }));
    }

    [Test]
    public void Train_UnknownTensor_ListsWhatThereIs() =>
        Assert.That(
            () => Builder().WithNetwork(Basis().Frozen(options: new FreezingOptions { Features = "nowhere" })).Train(),
            Throws.TypeOf<NetworkException>().With.Message.Contains("no tensor 'nowhere'").And.Message.Contains("[64,85,85]").And.Message.Contains(
                "FreezingOptions.Features"));

    [Test]
    public void Train_WithCheckpoints_IsRefused() =>
        Assert.That(
            () => Builder().WithNetwork(Basis().Frozen()).WithCheckpoints(_folder["epochs"]).Train(),
            Throws.InvalidOperationException.With.Message.Contains("trained in one go"));

    [Test]
    public void Train_BackboneWithoutWeights_SaysWhereTheyGo() =>
        Assert.That(
            () => Builder().WithNetwork(Backbone.ResNet18.WithWeights(_folder.Root).Frozen()).Train(),
            Throws.TypeOf<WeightsException>().With.Message.StartsWith(
                "The weights of resnet18 are missing: reference the package Microsoft.ML.DnnImageFeaturizer.ResNet18 in the application, or put " +
                "resnet18-v1-7.onnx"));

    [Test]
    public void Train_BackboneWithWeights_CarriesItsLicence()
    {
        Basis();
        using CovidModel model = Builder().WithNetwork(Backbone.MobileNetV2.WithWeights(_folder["basis.onnx"], Preprocessing.ZeroOne).Frozen()).Train();
        Assert.That(model.Card.Network.Name, Is.EqualTo("mobilenetv2"));
        Assert.That(model.Card.Licences, Is.EqualTo(new[] { "mobilenetv2-12.onnx: Apache-2.0" }));
    }

    /// <summary>The CNN through the import door.</summary>
    private Network Basis()
    {
        Network.CustomCnn().SaveOnnx(_folder["basis.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder["basis.onnx"]);
    }

    private static CovidModelBuilder Builder(XRayDataset? dataset = null) => new CovidModelBuilder(seed: 1).WithData(dataset ?? Some.Dataset(40));

    private static float[][] Weights(string path, string begin) =>
        [.. OnnxFile.Load(path).Graph.Initializer.Where(i => i.Name.StartsWith(begin, StringComparison.Ordinal)).OrderBy(i => i.Name, StringComparer.Ordinal)
            .Select(i => i.Floats())];

    private sealed class Listener<T>(Action<T> hear) : IProgress<T>
    {
        private readonly object _gate = new();

        public void Report(T value)
        {
            lock (_gate)
            {
                hear(value);
            }
        }
    }
}

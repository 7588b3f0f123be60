using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Tests.Networks;

namespace CovidClassifier.Tests.Learning;

/// <summary>A backbone of the catalogue, in the zoo's own naming, through every door.</summary>
public sealed class ZooBackboneTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ResNet18_InTheZoosNaming_HasItsFeaturesAndItsCut()
    {
        NetworkGraph network = ResNet18().Original(new Seed(1));
        Assert.That((network.Outputs, network.Width), Is.EqualTo((1000, 224)));
        Assert.That(FeatureGraph.Of(network).Length, Is.EqualTo(512));
        Assert.That(CutPoints.Default(network).Shape, Is.EqualTo(new long[] { 256, 14, 14 }));
    }

    [Test]
    public void ResNet18_FrozenAndFineTuned_TrainsSavesAndLoads([Values] bool frozen)
    {
        LearningPlan network = frozen ? ResNet18().Frozen() : ResNet18().FineTuned();
        using CovidModel model = new CovidModelBuilder(seed: 1)
            .WithData(Some.Dataset(12)).WithSplit(0, 0).WithNetwork(network).WithTraining(t => t with { Epochs = 1, BatchSize = 4 }).Train();
        model.Save(_folder["model.zip"]);
        model.SaveOnnx(_folder["model.onnx"]);
        byte[] image = Some.Png(64, 3, 0);
        float[] expected = [.. model.Predict(image).Probabilities.Select(p => p.Probability)];
        using CovidModel loaded = CovidModel.Load(_folder["model.zip"]);
        Assert.That(loaded.Predict(image).Probabilities.Select(p => p.Probability), Is.EqualTo(expected).Within(1e-4));
        Assert.That(PlainOnnx.Score(_folder["model.onnx"], image, side: 224), Is.EqualTo(expected).Within(1e-4));
        Assert.That((model.Card.Network.Name, model.Card.Licences[0]), Is.EqualTo(("resnet18", "resnet18-v1-7.onnx: Apache-2.0")));
        Assert.That(loaded.Card.Network.ParameterCount, Is.InRange(11_100_000, 11_300_000), "11.7 million less the 1,000 classes");
    }

    private Backbone ResNet18()
    {
        ZooResNet18.Write(_folder["mine.onnx"]);
        return Backbone.ResNet18.WithWeights(_folder["mine.onnx"]);
    }
}

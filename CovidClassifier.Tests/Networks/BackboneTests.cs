namespace CovidClassifier.Tests.Networks;

public class BackboneTests
{
    [Test]
    public void Parse_KnowsEveryBackboneByItsWord()
    {
        Assert.That(Backbone.All.Select(b => b.Name), Is.EqualTo(
            new[] { "mobilenetv2", "resnet18", "resnet50", "resnet50v2", "densenet121", "vgg16", "squeezenet", "efficientnet-lite4" }));
        Assert.That(Backbone.All.Select(b => Backbone.Parse(b.Name)), Is.EqualTo(Backbone.All));
    }

    [Test]
    public void Parse_OfAnotherWord_ListsTheBackbones() =>
        Assert.That(() => Backbone.Parse("alexnet"),
            Throws.ArgumentException.With.Message.StartsWith("Backbone 'alexnet' is not one of: mobilenetv2, resnet18,"));

    [Test]
    public void Catalogue_IsComplete()
    {
        foreach (Backbone backbone in Backbone.All)
        {
            Assert.That(backbone.Sha256, Does.Match("^[0-9a-f]{64}$"), backbone.Name);
            Assert.That(backbone.Source.AbsoluteUri, Does.StartWith("https://").And.EndsWith($"/resolve/main/{backbone.FileName}"), backbone.Name);
            Assert.That(backbone.Citation, Does.Contain("arXiv:"), backbone.Name);
            Assert.That(backbone.OutputName, Is.Not.Empty, backbone.Name);
        }

        Assert.That(Backbone.All.Select(b => b.Sha256), Is.Unique);
        Assert.That(Backbone.MobileNetV2.Source, Is.EqualTo(new Uri("https://huggingface.co/onnxmodelzoo/mobilenetv2-12/resolve/main/mobilenetv2-12.onnx")));
        Assert.That(Backbone.DenseNet121.Remark, Does.Contain("does not state"));
    }

    [Test]
    public void EfficientNetLite_TakesGrayMinus127Over128_ChannelsLast()
    {
        Preprocessing preprocessing = Backbone.EfficientNetLite4.Preprocessing;
        Assert.That(new[] { 127f, 255, 0 }.Select(g => (g * preprocessing.Scale) + preprocessing.Shift), Is.EqualTo(new[] { 0, 1, -127 / 128f }));
        Assert.That(Backbone.EfficientNetLite4.IsChannelsLast, Is.True);
    }

    [Test]
    public void WithWeights_LeavesTheCatalogueAsItIs()
    {
        using var folder = new TempFolder();
        folder.Write("mine.onnx", [1]);
        Backbone mine = Backbone.MobileNetV2.WithWeights(folder["mine.onnx"], Preprocessing.MinusOneOne);
        Assert.That((mine.LocateWeights(), mine.Preprocessing), Is.EqualTo((folder["mine.onnx"], Preprocessing.MinusOneOne)));
        Assert.That((Backbone.MobileNetV2.Weights, Backbone.MobileNetV2.Preprocessing), Is.EqualTo(((string?)null, Preprocessing.ImageNet)));
        Assert.That(Backbone.MobileNetV2.WithWeights("elsewhere").Preprocessing, Is.EqualTo(Preprocessing.ImageNet));
    }
}

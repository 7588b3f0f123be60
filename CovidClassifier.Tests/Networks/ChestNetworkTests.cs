using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>Graphs of the shape that docs/networks.md's lines export, with random weights: TorchXRayVision's DenseNet121 and RAD-DINO.</summary>
public sealed class ChestNetworkTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void TorchXRayVision_DenseNetOfOneChannel_TrainsAndExplains(bool isFineTuned)
    {
        WriteDenseNet(_folder["xrv.onnx"]);
        var network = Network.FromOnnx(_folder["xrv.onnx"], Preprocessing.TorchXRayVision);
        using CovidModel model = Train(isFineTuned ? network.FineTuned() : network.Frozen());
        Assert.That(model.Card.Notes,
            isFineTuned ? Has.Some.EqualTo("The last layer of xrv had 18 outputs and was replaced by a new one with 2.") : Is.Not.Null);
        RequireExplained(model);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void RadDino_TransformerWithoutHead_TrainsAndExplains(bool isFineTuned)
    {
        SmallTransformer.Write(_folder["rad-dino.onnx"], batch: 1, isImageFirst: true, hasHead: false);
        var network = Network.FromOnnx(_folder["rad-dino.onnx"], Preprocessing.RadDino);
        using CovidModel model = Train(isFineTuned ? network.FineTuned() : network.Frozen());
        Assert.That(model.Card.Notes, Has.Some.EqualTo("rad-dino ends in features, not in classes: its 48 numbers per image are taken as they are."));
        RequireExplained(model);
    }

    private static CovidModel Train(LearningPlan plan) =>
        new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithTraining(t => t with { Epochs = 1, BatchSize = 8 }).WithNetwork(plan).Train();

    private void RequireExplained(CovidModel model)
    {
        model.Save(_folder["m.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
        byte[] image = Some.Png(64, 1, 1);
        Assert.That(loaded.Predict(image).Probability, Is.EqualTo(model.Predict(image).Probability));
        Assert.That(loaded.Explain(XRayImage.FromBytes(image, "image.png")), Is.Not.Null);
    }

    private static void WriteDenseNet(string path)
    {
        ModelProto model = OnnxFile.Create("densenet");
        var b = new GraphBuilder(model.Graph);
        string x = b.Input("x", 1, 1, 64, 64);
        int channels = 8;
        x = b.Add("Relu",
            [b.Add("Conv", [x, Weight(b, "stem", 49, channels, channels, 1, 7, 7)], Attributes.Of("strides", [2L, 2]), Attributes.Of("pads", [3L, 3, 3, 3]))]);
        x = b.Add("MaxPool", [x], Attributes.Of("kernel_shape", [3L, 3]), Attributes.Of("strides", [2L, 2]), Attributes.Of("pads", [1L, 1, 1, 1]));
        for (int block = 0; block < 2; block++)
        {
            for (int layer = 0; layer < 2; layer++)
            {
                string grown = b.Add("Conv", [Normal(b, x, channels, $"{block}.{layer}"), Weight(b, $"{block}.{layer}.w", channels * 9, 4, 4, channels, 3, 3)],
                    Attributes.Of("pads", [1L, 1, 1, 1]));
                x = b.Add("Concat", [x, grown], Attributes.Of("axis", 1));
                channels += 4;
            }

            if (block == 0)
            {
                x = b.Add("Conv", [Normal(b, x, channels, "t"), Weight(b, "t.w", channels, 8, 8, channels, 1, 1)]);
                x = b.Add("AveragePool", [x], Attributes.Of("kernel_shape", [2L, 2]), Attributes.Of("strides", [2L, 2]));
                channels = 8;
            }
        }

        x = b.Add("Flatten", [b.Add("GlobalAveragePool", [Normal(b, x, channels, "last")])]);
        b.AddAs("y", "Gemm", [x, Weight(b, "classifier", channels, 18, 18, channels), Weights.Zeros(b, "classifier.bias", 18)], Attributes.Of("transB", 1));
        b.Output("y", 1, 18);
        OnnxFile.Save(model, path);
    }

    private static string Normal(GraphBuilder b, string x, int channels, string name)
    {
        string Row(string part, float value) => b.FloatTensor([.. Enumerable.Repeat(value, channels)], channels);
        return b.Add("Relu",
            [b.Add("BatchNormalization", [x, Row($"{name}.scale", 1), Row($"{name}.shift", 0.1f), Row($"{name}.mean", 0), Row($"{name}.variance", 1)])]);
    }

    private static string Weight(GraphBuilder b, string name, long fanIn, long fanOut, params long[] dims) =>
        Weights.Glorot(b, name, fanIn, fanOut, new Seed(3), dims);
}

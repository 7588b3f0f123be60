using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Learning;

namespace CovidClassifier.Tests.Networks;

/// <summary>Networks that are fixed to a number of images in ways that nothing opens.</summary>
public sealed class OneByOneTests
{
    private readonly TempFolder _folder = new();

    private string File => _folder["net.onnx"];

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    // for one image each of them is the same as it would be for that image among others
    [TestCase("mean over images", 1)]
    [TestCase("softmax over the axis that images and places share", 1)]
    [TestCase("first image", 1)]
    [TestCase("vector", 1)]
    [TestCase("rows by their number", 4)]
    public void Build_ImagesMixed_GivesEachImageWhatTheFileGivesItAlone(string middle, int images)
    {
        Write(middle, images);
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.None).Build(5, new Seed(1));
        Assert.That(network.Notes, Has.Some.StartsWith("The network is fixed to a number of images in a way that cannot be opened, so it runs on one"));
        float[] together = Scores(network, 3);
        Assert.That(together, Is.EqualTo(Enumerable.Range(0, 3).SelectMany(i => Alone(i, images))).Within(1e-4));
        Assert.That(together[..5], Is.Not.EqualTo(together[5..10]).Within(1e-3));
    }

    [Test]
    public void Build_ImagesMixedAmongSeveral_IsRefused()
    {
        Write("mean over images", 4);
        Assert.That(
            () => Network.FromOnnx(File, Preprocessing.None),
            Throws.TypeOf<NetworkException>().With.Message.StartsWith("The network is fixed to 4 image(s) at a time in a way that cannot be opened"));
    }

    [Test]
    public void Train_Frozen_IsSavedLoadedExplainedAndTakenUpAgain()
    {
        Write("mean over images", 1);
        byte[] image = Some.Png(64, 3, 1);
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(12))
            .WithNetwork(Network.FromOnnx(File, Preprocessing.ZeroOne).Frozen()).Train();
        model.Save(_folder["m.zip"]);
        model.SaveOnnx(_folder["m.onnx"]);
        using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
        float[] scores = [.. loaded.Predict(image).Probabilities.Select(p => (float)p.Probability)];
        Assert.That(scores, Is.EqualTo(PlainOnnx.Score(_folder["m.onnx"], image, 64)).Within(1e-6));
        Assert.That(ShippedModelTests.PlainScores(_folder["m.zip"], image), Is.EqualTo(scores).Within(1e-6));
        Assert.That(() => loaded.Explain(XRayImage.FromBytes(image, "a"), method: ExplanationMethod.GradCam), Throws.Nothing);
        Assert.That(() => loaded.Explain(XRayImage.FromBytes(image, "a"), method: ExplanationMethod.Occlusion()), Throws.Nothing);
        NetworkGraph again = Network.FromOnnx(_folder["m.onnx"]).Build(2, new Seed(1));
        float[] logits = Scores(again, 2);
        Assert.That(logits, Has.Length.EqualTo(again.Outputs * 2));
    }

    [Test]
    public void Build_ForPlansThatTrainTheLayers_IsRefusedInASentence()
    {
        Write("mean over images", 1);
        var network = Network.FromOnnx(File, Preprocessing.ZeroOne);
        foreach (LearningPlan plan in new[] { network.FineTuned(), network.FineTuned(all: true), network })
        {
            Assert.That(
                () => plan.Build(2, new Seed(1)),
                Throws.TypeOf<NetworkException>().With.Message.StartsWith("Network 'net' is fixed to a number of images in a way that cannot be opened")
                    .And.Message.Contains("train a head on its features (frozen)"));
        }
    }

    [Test]
    public void Require_ScanOfAnotherForm_IsRefused()
    {
        Write("mean over images", 1);
        ModelProto model = Network.FromOnnx(File, Preprocessing.ZeroOne).Build(5, new Seed(1)).Model;
        NodeProto scan = model.Graph.Node.Single(EachRow.Is);
        Assert.That(() => GraphGate.Require(model, "It"), Throws.Nothing);
        scan.Attribute.Add(Attributes.Of("scan_input_directions", [1L]));
        Assert.That(() => GraphGate.Require(model, "It"), Throws.TypeOf<NetworkException>().With.Message.Contains("a branch or loop"));
    }

    private static float[] Scores(NetworkGraph network, int images)
    {
        using var session = new OnnxSession(network.Model);
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, images, 1, network.Height, network.Width);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Gray(i / 4096, i % 4096);
        }

        using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
        return outputs.Floats(NetworkGraph.Logits).ToArray();
    }

    private float[] Alone(int image, int copies)
    {
        using var session = new OnnxSession(OnnxFile.Load(File));
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats("image", copies, 1, 64, 64);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Gray(image, i % 4096);
        }

        using NamedValues outputs = session.Run(inputs, ["out"]);
        return outputs.Floats("out")[..5].ToArray();
    }

    private static float Gray(int image, int place) => place * (3 + image) % 251;

    /// <summary>A convolution to [images,8,31,31], what is asked for down to [images,8], a dense layer of 5.</summary>
    private void Write(string middle, int images)
    {
        ModelProto model = OnnxFile.Create("fixed");
        var b = new GraphBuilder(model.Graph);
        string x = b.Input("image", images, 1, 64, 64);
        x = b.Add("Relu", [b.Add("Conv", [x, Weights.Glorot(b, "w", 9, 72, new Seed(1), 8, 1, 3, 3)], Attributes.Of("strides", [2L, 2]))]);
        string Average(string map) => b.Add("Flatten", [b.Add("GlobalAveragePool", [map])]);
        string Rows(string row) => b.Add("Reshape", [row, b.Constant(1L, 8)]);
        x = middle switch
        {
            "mean over images" => b.Add("Expand", [Rows(b.Add("ReduceMean", [x, b.Constant(0L, 2, 3)], Attributes.Of("keepdims", 0))), b.Constant(images, 8L)]),
            "vector" => b.Add("ReduceMean", [b.Add("Squeeze", [x, b.Constant(0L)]), b.Constant(1L, 2)], Attributes.Of("keepdims", 0)),
            "first image" => Rows(b.Add("ReduceMean", [b.Add("Squeeze", [x, b.Constant(0L)]), b.Constant(1L, 2)], Attributes.Of("keepdims", 0))),
            "rows by their number" => ByNumber(b, Average(x), images),
            _ => Weighted(b, x),
        };
        x = middle == "vector"
            ? b.Add("Add", [b.Add("MatMul", [x, Weights.Glorot(b, "v", 8, 5, new Seed(1), 8, 5)]), Weights.Zeros(b, "c", 5)])
            : b.Add("Gemm", [x, Weights.Glorot(b, "v", 8, 5, new Seed(1), 5, 8), Weights.Zeros(b, "c", 5)], Attributes.Of("transB", 1));
        b.AddAs("out", "Reshape", [x, b.Constant(images, 5L)]);
        b.Output("out", images, 5);
        OnnxFile.Save(model, File);
    }

    // each row of the four is gathered by its own number, which nothing opens to a fifth
    private static string ByNumber(GraphBuilder b, string rows, int images) =>
        b.Add("Gather", [rows, b.Constant([.. Enumerable.Range(0, images).Select(i => (long)i)])], Attributes.Of("axis", 0));

    private static string Weighted(GraphBuilder b, string x)
    {
        string places = b.Add("Transpose", [b.Add("Reshape", [x, b.Constant(8L, 961)])], Attributes.Of("perm", [1L, 0]));
        string weights = b.Add("Softmax", [b.Add("MatMul", [places, Weights.Glorot(b, "q", 8, 1, new Seed(2), 8, 1)])], Attributes.Of("axis", 0));
        return b.Add("MatMul", [b.Add("Transpose", [weights], Attributes.Of("perm", [1L, 0])), places]);
    }
}

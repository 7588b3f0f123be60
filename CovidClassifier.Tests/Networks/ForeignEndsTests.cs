using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Tests.Networks;

/// <summary>Networks that end in something else than a dense layer and a softmax, as hospitals, notebooks and converters leave them.</summary>
public sealed class ForeignEndsTests
{
    private static readonly byte[] Levels = [.. Enumerable.Range(0, 64 * 64).Select(i => (byte)(i * 7 % 256))];

    private readonly TempFolder _folder = new();

    private string File => _folder["net.onnx"];

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("mean of two")]
    [TestCase("exponential over its sum")]
    [TestCase("per cent")]
    [TestCase("classifier of scikit-learn")]
    public void FromOnnx_OutputsAreProbabilities_ScoresMeanTheSame(string end)
    {
        NetworkGraph network = Open((b, x) => end switch
        {
            "mean of two" => [b.Add("Div", [b.Add("Add", [b.Add("Softmax", [x]), b.Add("Softmax", [b.Add("Neg", [x])])]), b.Constant(2f)])],
            "exponential over its sum" => [b.Add("Div", [b.Add("Exp", [x]), b.ReduceSum(b.Add("Exp", [x]), [1], keepDims: true)])],
            "per cent" => [b.Add("Mul", [b.Add("Softmax", [x]), b.Constant(100f)])],
            _ => Linear(b, b.Graph.Node[^2].Output[0]),
        }).Original(new Seed(1));
        float[] plain = Plain();
        Assert.That(Softmax(Scores(network)), Is.EqualTo(plain.Select(p => p / plain.Sum())).Within(1e-5));
        Assert.That(network.Notes, Has.Some.Contains("are probabilities"));
    }

    [TestCase("1 - p beside p", 2)]
    [TestCase("p beside 1 - p", 2)]
    [TestCase("one column of a softmax", 1)]
    [TestCase("one over one and an exponential", 1)]
    public void FromOnnx_OneProbability_ScoresMeanTheSame(string end, int outputs)
    {
        NetworkGraph network = Save(
            (b, x) =>
            {
                string z = b.Add("Slice", [x, b.Constant(0L), b.Constant(1L), b.Constant(1L)]);
                string p = b.Add("Sigmoid", [z]), q = b.Add("Sub", [b.Constant(1f), p]);
                string two = b.Add("Slice", [x, b.Constant(0L), b.Constant(2L), b.Constant(1L)]);
                return end switch
                {
                    "1 - p beside p" => [b.Add("Concat", [q, p], Attributes.Of("axis", 1))],
                    "p beside 1 - p" => [b.Add("Concat", [p, q], Attributes.Of("axis", 1))],
                    "one column of a softmax" => [b.Add("Gather", [b.Add("Softmax", [two]), b.Constant(1L)], Attributes.Of("axis", 1))],
                    _ => [b.Add("Div", [b.Constant(1f), b.Add("Add", [b.Constant(1f), b.Add("Exp", [b.Add("Neg", [z])])])])],
                };
            },
            classes: 2);
        Assert.That(network.Outputs, Is.EqualTo(outputs));
        float[] own = Scores(network);
        Assert.That(outputs == 1 ? [1 / (1 + MathF.Exp(-own[0]))] : Softmax(own), Is.EqualTo(Plain()).Within(1e-5));
    }

    [TestCase("class and confidence")]
    [TestCase("confidence alone")]
    [TestCase("probabilities and entropy")]
    [TestCase("scores and a mask")]
    [TestCase("all below a limit")]
    public void FromOnnx_WhatIsComputedFromScores_IsNotTakenForThem(string end)
    {
        float[] plain = Scores(Save((_, x) => [x]));
        NetworkGraph network = Save((b, x) =>
        {
            string p = b.Add("Softmax", [x]);
            return end switch
            {
                "class and confidence" =>
                [
                    b.Add("ArgMax", [p], Attributes.Of("axis", 1)), b.Add("ReduceMax", [p, b.Constant(1L)], Attributes.Of("keepdims", 0)),
                ],
                "confidence alone" => [b.Add("ReduceMax", [p, b.Constant(1L)], Attributes.Of("keepdims", 0))],
                "probabilities and entropy" => [p, b.ReduceSum(b.Add("Mul", [p, b.Add("Log", [p])]), [1], keepDims: false)],
                "scores and a mask" =>
                [
                    x, b.Add("Sigmoid", [b.Add("ConvTranspose", [b.Graph.Node[3].Output[0], Weights.Glorot(b, "up", 8, 1, new Seed(3), 8, 1, 8, 8)])]),
                ],
                _ => [b.Add("Cast", [b.Add("Less", [p, b.Constant(0.5f)])], Attributes.Of("to", 1L))],
            };
        });
        Assert.That(Scores(network), Is.EqualTo(plain).Within(1e-6));
    }

    [TestCase("normalised scores", 8)]
    [TestCase("limited scores", 8)]
    [TestCase("mean with its mirror image", 8)]
    [TestCase("mean of two networks", 16)]
    [TestCase("largest of a map", 8)]
    [TestCase("softmax of a softmax", 8)]
    public void Build_EndIsNoDenseLayer_TakesTheFeaturesBeforeIt(string end, int features)
    {
        Network network = Open((b, x) => end switch
        {
            "normalised scores" => [b.Add("BatchNormalization", [x, Filled(b, 1.5f), Filled(b, 0.2f), Filled(b, 0.1f), Filled(b, 2f)])],
            "limited scores" => [b.Add("Clip", [x, b.Constant(-5f), b.Constant(5f)])],
            "mean with its mirror image" => [b.Add("Add", [x, b.Add("Gemm", [b.Graph.Node[^2].Output[0], "dense"])])],
            "mean of two networks" => [b.Add("Add", [x, Other(b, b.Graph.Node[3].Output[0])])],
            "largest of a map" =>
            [
                b.Add("Flatten", [b.Add("GlobalMaxPool", [b.Add("Conv", [b.Graph.Node[3].Output[0], Weights.Glorot(b, "k", 8, 5, new Seed(3), 5, 8, 3, 3)])])]),
            ],
            _ => [b.Add("Softmax", [b.Add("Softmax", [x])])],
        });
        Assert.That(FeatureGraph.Of(network.Original(new Seed(1))).Length, Is.EqualTo(features));
        NetworkGraph three = network.Build(3, new Seed(1));
        Assert.That(Scores(three), Has.Length.EqualTo(3));
        Assert.That(three.Notes, Has.Some.Contains("a new layer with 3 was put behind the features").Or.Some.Contains("replaced by a new one with 3"));
    }

    [TestCase(5, 5)]
    [TestCase(1, 1)]
    [TestCase(1, 3)]
    public void FromOnnx_SeveralHeadsOnOneRowOfFeatures_LeavesTheFeatures(int first, int second)
    {
        NetworkGraph network = Save((b, x) =>
        {
            string features = b.Graph.Node[^2].Output[0];
            string[] heads = [.. new[] { first, second }.Select((k, i) => b.Add("Gemm", [features, ForeignClassifier.Weight(b, $"h{i}", 8, k)]))];
            return [b.Add("Sigmoid", [heads[0]]), b.Add("Softmax", [heads[1]])];
        });
        Assert.That(network.Outputs, Is.EqualTo(5), "a new layer");
        Assert.That(network.Notes, Has.Some.Contains("The network has 2 outputs").And.Some.Contains("the features that all of them read"));
    }

    [TestCase("map of scores")]
    [TestCase("list of places")]
    public void FromOnnx_ScoresForEachPlace_LeavesTheFeaturesBeforeThem(string end)
    {
        NetworkGraph network = Save(
            (b, x) =>
            {
                string map = b.Add("Conv", [b.Graph.Node[3].Output[0], Weights.Glorot(b, "seg", 8, 3, new Seed(3), 3, 8, 1, 1)]);
                return [end == "map of scores" ? b.Add("Sigmoid", [map]) : b.Add("Reshape", [map, b.Constant(0L, 3, -1)])];
            },
            classes: 2);
        Assert.That(network.Outputs, Is.EqualTo(2));
        Assert.That(network.Notes, Has.Some.Contains("scores each place of a map"));
    }

    [TestCase("ReduceMean")]
    [TestCase("ReduceMax")]
    public void FromOnnx_OpenToAnyNumberButNotKeptApart_RunsOneAfterTheOther(string over)
    {
        NetworkGraph network = Save((_, x) => [x], (b, image) => b.Add("Mul", [b.Add("Sub", [image, b.Add(over, [image])]), b.Constant(3f)]));
        Assert.That(network.Notes, Has.Some.StartsWith("What the network says of an image depends on the images beside it"));
        float[] alone = Scores(network);
        using var session = new OnnxSession(network.Model);
        using var inputs = new NamedValues();
        Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, 2, 1, 64, 64);
        for (int i = 0; i < Levels.Length; i++)
        {
            pixels[i] = Levels[i];
            pixels[Levels.Length + i] = 255;
        }

        using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
        Assert.That(outputs.Floats(NetworkGraph.Logits)[..5].ToArray(), Is.EqualTo(alone).Within(1e-5));
    }

    [TestCase("Resize")]
    [TestCase("Reshape")]
    public void FromOnnx_OpenToAnyNumberButWithTheNumberInASize_IsOpened(string opType)
    {
        NetworkGraph network = Save((_, x) => [x], (b, image) =>
        {
            b.Graph.Initializer.Add(Tensors.Of("lengths", [1, 3, 64, 64], 4));
            return opType == "Reshape" ? b.Add("Reshape", [b.Add("Neg", [image]), "lengths"])
                : b.Add("Resize", [b.Add("AveragePool", [image], Attributes.Of("kernel_shape", [3L, 3])), "", "", "lengths"], Attributes.Of("mode", "linear"));
        });
        float[] alone = Scores(network);
        using var session = new OnnxSession(network.Model);
        using var inputs = new NamedValues();
        Levels.Concat(new byte[Levels.Length]).Select(level => (float)level).ToArray().CopyTo(inputs.AddFloats(NetworkGraph.Pixels, 2, 1, 64, 64));
        using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
        Assert.That(outputs.Floats(NetworkGraph.Logits).Length, Is.EqualTo(10));
        Assert.That(outputs.Floats(NetworkGraph.Logits)[..5].ToArray(), Is.EqualTo(alone).Within(1e-5));
        Assert.That(network.Notes, Has.None.Contains("one image after the other"));
    }

    [Test]
    public void Default_NodesWithoutGradient_CutsBehindThemAndSaysSo()
    {
        Network network = Open((b, x) =>
        {
            string grown = b.Add("Shrink", [b.Graph.Node[3].Output[0]]);
            string last = b.Add("Relu", [b.Add("Conv", [grown, Weights.Glorot(b, "l", 8, 8, new Seed(3), 8, 8, 1, 1)])]);
            return [b.Add("Gemm", [b.Add("Flatten", [b.Add("GlobalAveragePool", [last])]), ForeignClassifier.Weight(b, "d", 8, 5)])];
        });
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(12)).WithTraining(t => t with { Epochs = 1 })
            .WithNetwork(network.FineTuned()).Train();
        Assert.That(model.Card.Notes, Has.Some.StartsWith("No gradient is known for Shrink"));
    }

    [TestCase("symbols")]
    [TestCase("nothing")]
    public void FromOnnx_ChannelsLeftOpen_AreThoseOfTheFirstConvolution(string shape)
    {
        ModelProto model = ForeignClassifier.Model((_, x) => [x]);
        model.Graph.Input[0] = ValueInfos.Of("image", TensorProto.Types.DataType.Float, -1, -1, -1, -1);
        if (shape == "nothing")
        {
            model.Graph.Input[0].Type.TensorType.Shape = null;
        }

        OnnxFile.Save(model, File);
        Assert.That(Network.FromOnnx(File, Preprocessing.ImageNet, inputSize: 64).Build(5, new Seed(1)).Outputs, Is.EqualTo(5));
    }

    [Test]
    public void FromOnnx_SwitchOfTraining_IsOff()
    {
        float[] plain = Scores(Save((_, x) => [x]));
        ModelProto model = ForeignClassifier.Model((b, x) => [b.Add("Dropout", [x, b.Constant(0.5f), "training"])]);
        model.Graph.Input.Add(ValueInfos.Of("training", TensorProto.Types.DataType.Bool));
        OnnxFile.Save(model, File);
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.ZeroOne).Build(5, new Seed(1));
        Assert.That(Scores(network), Is.EqualTo(plain).Within(1e-6));
        Assert.That(network.Notes, Has.Some.Contains("was set to false"));
    }

    [Test]
    public void Build_LastLayerThatCannotLearn_IsReplaced()
    {
        NetworkGraph network = Save((b, _) => Linear(b, b.Graph.Node[^2].Output[0]));
        Assert.That(network.Parameters, Does.Contain("head.weight"));
        Assert.That(network.Notes, Has.Some.StartsWith("LinearClassifier 'label' makes its outputs and cannot be trained"));
    }

    private Network Open(Func<GraphBuilder, string, string[]> end, Func<GraphBuilder, string, string>? preprocess = null)
    {
        OnnxFile.Save(ForeignClassifier.Model(end, preprocess), File);
        return Network.FromOnnx(File, Preprocessing.ZeroOne);
    }

    private NetworkGraph Save(Func<GraphBuilder, string, string[]> end, Func<GraphBuilder, string, string>? preprocess = null, int classes = 5) =>
        Open(end, preprocess).Build(classes, new Seed(1));

    private static string Other(GraphBuilder b, string map) =>
        b.Add("Gemm", [b.Add("Flatten", [b.Add("GlobalMaxPool", [map])]), ForeignClassifier.Weight(b, "o", 8, 5)]);

    private static string[] Linear(GraphBuilder b, string features)
    {
        var node = new NodeProto { OpType = "LinearClassifier", Domain = Opset.MachineLearning, Input = { features }, Output = { "label", "probabilities" } };
        node.Attribute.Add(Attributes.Of("classlabels_ints", [0L, 1, 2, 3, 4]));
        node.Attribute.Add(Floats("coefficients", 40));
        node.Attribute.Add(Floats("intercepts", 5));
        node.Attribute.Add(Attributes.Of("post_transform", "SOFTMAX"));
        b.Graph.Node.Add(node);
        return ["label", "probabilities"];
    }

    private static AttributeProto Floats(string name, int count)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.AddRange(Enumerable.Range(0, count).Select(i => MathF.Sin(i)));
        return attribute;
    }

    private static string Filled(GraphBuilder b, float value) => b.FloatTensor([.. Enumerable.Repeat(value, 5)], 5);

    private float[] Plain()
    {
        using var session = new InferenceSession(File);
        using var value = OrtValue.CreateTensorValueFromMemory(
            Enumerable.Repeat(Levels.Select(level => level / 255f), 3).SelectMany(p => p).ToArray(), [1, 3, 64, 64]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [value], [session.OutputNames[^1]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] Softmax(float[] scores)
    {
        double[] powers = [.. scores.Select(z => Math.Exp(z - scores.Max()))];
        return [.. powers.Select(p => (float)(p / powers.Sum()))];
    }

    private static float[] Scores(NetworkGraph network) => NetworkScores.Logits(network, Levels);
}

using CovidClassifier.Foundation;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;
using CovidClassifier.Onnx.Lowering;
using CovidClassifier.Tests.Learning.Training;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Lowering;

/// <summary>A network that is rewritten to train faster gives the loss, logits and gradients of the network as it is.</summary>
internal sealed class LoweringTests
{
    private const int Samples = 4;
    private const double Tolerance = 2e-5;

    private static IEnumerable<TestCaseData> Networks()
    {
        yield return Case("gray as three channels", b => Convolve(b, Gray(b), 3, 5), "Concat");
        yield return Case("gray as three channels, scaled, padded", b => Convolve(b, Scaled(b, Gray(b)), 3, 5, Ints("pads", 1, 1, 1, 1)), "Concat");
        yield return Case("scaled", b => Convolve(b, Scaled(b, "pixels"), 1, 5));
        yield return Case("pooled convolution of few features", b => Pooled(b, "pixels", 1, 12), "MaxPool", "Conv");
        yield return Case("pooled convolution of many features", b => Pooled(b, Gray(b), 3, 2), "MaxPool", "Conv");
        yield return Case("two pooled convolutions", b => Pooled(b, Pooled(b, "pixels", 1, 12, size: 2), 12, 6, size: 2), "MaxPool", "Conv");
        yield return Case("two pooled convolutions and an activation between",
            b => Pooled(b, b.Add("Sigmoid", [Pooled(b, "pixels", 1, 12, size: 2)]), 12, 6, size: 2), "MaxPool", "Conv");
        yield return Case("pooled convolution without bias and activation",
            b => b.Add("MaxPool", [Convolve(b, "pixels", 1, 12, Ints("strides", 3, 3))], Ints("kernel_shape", 2, 1), Ints("strides", 2, 1)), "MaxPool", "Conv");
        yield return Case("pool of 3 x 2", b => b.Add("MaxPool", [b.Add("Relu", [Convolve(b, "pixels", 1, 12, Ints("strides", 3, 3))])],
            Ints("kernel_shape", 3, 2), Ints("strides", 3, 2)), "MaxPool", "Conv");
        yield return Case("depthwise", b => Separate(b, Convolve(b, "pixels", 1, 5), 5, Ints("pads", 1, 1, 1, 1)));
        yield return Case("depthwise, stride 2, without bias", b => b.Add("Conv", [Convolve(b, "pixels", 1, 5), Weights.Glorot(
            b, "d5", 9, 9, new Seed(5), 5, 1, 3, 3)], Ints("strides", 2, 2), Attributes.Of("auto_pad", "SAME_LOWER"), Attributes.Of("group", 5)));
        yield return Case("1x1 on the samples", b => Convolve(b, "pixels", 1, 9, 1, []), "Conv");
        yield return Case("inverted residual block", b =>
        {
            string x = Clip(b, Convolve(b, "pixels", 1, 4, 1, []));
            string inside = Clip(b, Separate(b, Clip(b, Convolve(b, x, 4, 12, 1, [])), 12, Ints("pads", 1, 1, 1, 1)));
            string sum = b.Add("Add", [x, b.Add("Conv", [inside, Weights.Glorot(b, "project", 12, 4, new Seed(5), 4, 12, 1, 1)])]);
            return b.Add("GlobalAveragePool", [b.Add("Mul", [sum, b.Add("Sigmoid", [sum])])]);
        }, "Conv", "GlobalAveragePool");
    }

    private static IEnumerable<TestCaseData> OtherNetworks()
    {
        yield return Case("two groups",
            b => b.Add("Conv", [Convolve(b, "pixels", 1, 4), Weights.Glorot(b, "g", 18, 18, new Seed(5), 4, 2, 3, 3)], Attributes.Of("group", 2)), "Conv");
        yield return Case("two filters per channel",
            b => b.Add("Conv", [Convolve(b, "pixels", 1, 4), Weights.Glorot(b, "g", 9, 18, new Seed(5), 8, 1, 3, 3)], Attributes.Of("group", 4)), "Conv");
        yield return Case("1x1, stride 2", b => Convolve(b, "pixels", 1, 9, 1, [Ints("strides", 2, 2)]), "Conv");
        yield return Case("1x1, padded", b => Convolve(b, "pixels", 1, 9, 1, [Ints("pads", 1, 1, 1, 1)]), "Conv");
        yield return Case("1x1 of channels first", b => Convolve(b, b.Add("Relu", [Convolve(b, "pixels", 1, 4)]), 4, 9, 1, []), "Conv");
        yield return Case("product with one number per channel",
            b => b.Add("Mul", [Separate(b, Convolve(b, "pixels", 1, 5), 5), Weights.Glorot(b, "scale", 5, 5, new Seed(5), 1, 5, 1, 1)]), "Transpose");
        yield return Case("overlapping convolution", b => Pool(b, b.Add("Relu", [Convolve(b, "pixels", 1, 5)])), "MaxPool", "Conv");
        yield return Case("padded convolution", b => Pool(b, Convolve(b, "pixels", 1, 5, Ints("strides", 3, 3), Ints("pads", 1, 1, 0, 0))), "MaxPool", "Conv");
        yield return Case(
            "overlapping pool", b => b.Add("MaxPool", [Convolve(b, "pixels", 1, 5, Ints("strides", 3, 3))], Ints("kernel_shape", 2, 2)), "MaxPool", "Conv");
        yield return Case("pool that reaches past the end", b => b.Add("MaxPool", [Convolve(b, "pixels", 1, 5, Ints("strides", 3, 3))],
            Ints("kernel_shape", 4, 4), Ints("strides", 4, 4), Attributes.Of("ceil_mode", 1)), "MaxPool", "Conv");
        yield return Case("convolution that is read twice", b =>
        {
            string convolved = Convolve(b, "pixels", 1, 5, Ints("strides", 3, 3));
            return b.Add("Mul", [Pool(b, convolved), b.Add("ReduceMean", [convolved])]);
        }, "MaxPool", "Conv");
        yield return Case("channels that differ",
            b => Convolve(b, b.Add("Concat", ["pixels", b.Add("Neg", ["pixels"]), "pixels"], Attributes.Of("axis", 1)), 3, 5), "Concat");
        yield return Case("put together along another axis", b => Convolve(b, b.Add("Concat", ["pixels", "pixels"], Attributes.Of("axis", 2)), 1, 5), "Concat");
    }

    [TestCaseSource(nameof(Networks))]
    public void Build_NetworkWithThePattern_ComputesTheSameByOtherOperators(Func<GraphBuilder, string> build, string[] gone)
    {
        (TrainingGraph plain, TrainingGraph lowered) = Both(build);
        Assert.That(Forward(plain), Is.SupersetOf(gone));
        Assert.That(Forward(lowered).Intersect(gone), Is.Empty);
        AssertSame(plain, lowered);
    }

    [TestCaseSource(nameof(OtherNetworks))]
    public void Build_NetworkThatTheRewriteDoesNotFit_StaysAsItIs(Func<GraphBuilder, string> build, string[] kept)
    {
        (TrainingGraph plain, TrainingGraph lowered) = Both(build);
        Assert.That(Forward(lowered), Is.SupersetOf(kept));
        AssertSame(plain, lowered);
    }

    [Test]
    public void Build_ScaledSamples_ScalesTheWeightsInstead()
    {
        TrainingGraph lowered = Both(b => Convolve(b, Scaled(b, "pixels"), 1, 5)).Lowered;
        Assert.That(lowered.Model.Graph.Node.First(n => n.Input.Contains("pixels")).OpType, Is.EqualTo("Conv"));
        Assert.That(lowered.Model.Graph.Node.First(n => n.Input.Contains("w5")).OpType, Is.EqualTo("Mul"));
    }

    [Test]
    public void Build_SamplesThatAreOnlyMoved_AreLaidOutByTheWriter()
    {
        TrainingGraph lowered = Both(b => Pooled(b, "pixels", 1, 12)).Lowered;
        int[] places = lowered.Shard.Inputs.Single().Places!;
        Assert.That(places, Has.Length.EqualTo(18 * 18));
        Assert.That(places[..9], Is.EqualTo(new[] { 0, 1, 2, 20, 21, 22, 40, 41, 42 }), "the first patch in rows of 20 pixels");
        Assert.That(places[9..18], Is.EqualTo(new[] { 3, 4, 5, 23, 24, 25, 43, 44, 45 }), "the second place of the same pooling window");
    }

    [Test]
    public void TakeOut_SamplesThatAreMixed_StayInTheGraph()
    {
        ModelProto model = OnnxFile.Create("mixed");
        var builder = new GraphBuilder(model.Graph);
        string turned = builder.Add("Transpose", [builder.Input("x", 2, 3)], Attributes.Of("perm", [1L, 0]));
        builder.AddAs("y", "Relu", [turned]);
        builder.Output("y", 3, 2);
        IReadOnlyList<SampleInput> inputs = InputLayout.TakeOut(model, Shapes.Infer(model));
        Assert.That(inputs.Single().Name, Is.EqualTo("x"));
        Assert.That(inputs.Single().Places, Is.Null);
        Assert.That(model.Graph.Node.Select(n => n.OpType), Is.EqualTo(new[] { "Transpose", "Relu" }));
    }

    /// <summary>Operators between samples and logits.</summary>
    private static IEnumerable<string> Forward(TrainingGraph graph)
    {
        HashSet<string> reached = GraphOrder.Ancestors(graph.Model.Graph, [graph.Logits]);
        return graph.Model.Graph.Node.Where(n => n.Output.Any(reached.Contains)).Select(n => n.OpType);
    }

    private static TestCaseData Case(string name, Func<GraphBuilder, string> build, params string[] operators) =>
        new TestCaseData(build, operators).SetArgDisplayNames(name);

    private static string Gray(GraphBuilder b) => b.Add("Identity", [b.Add("Concat", ["pixels", "pixels", "pixels"], Attributes.Of("axis", 1))]);

    private static string Scaled(GraphBuilder b, string x) => b.Add("Mul", [b.Constant(0.01f), x]);

    private static string Convolve(GraphBuilder b, string x, int channels, int filters, params AttributeProto[] attributes) =>
        Convolve(b, x, channels, filters, 3, attributes);

    private static string Convolve(GraphBuilder b, string x, int channels, int filters, int size, AttributeProto[] attributes)
    {
        string name = $"w{filters}";
        return b.Add("Conv", [x, Weights.Glorot(b, name, channels * size * size, filters, new Seed(3), filters, channels, size, size),
            Weights.Glorot(b, $"b{filters}", 1, 1, new Seed(4), filters)], attributes);
    }

    private static string Separate(GraphBuilder b, string x, int channels, params AttributeProto[] attributes)
    {
        string[] inputs =
            [x, Weights.Glorot(b, $"d{channels}", 9, 9, new Seed(5), channels, 1, 3, 3), Weights.Glorot(b, $"c{channels}", 1, 1, new Seed(6), channels)];
        return b.Add("Conv", inputs, [Attributes.Of("group", channels), .. attributes]);
    }

    private static string Clip(GraphBuilder b, string x) => b.Add("Clip", [x, b.Constant(0f), b.Constant(6f)]);

    private static string Pool(GraphBuilder b, string x) => b.Add("MaxPool", [x], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2));

    private static string Pooled(GraphBuilder b, string x, int channels, int filters, int size = 3) =>
        Pool(b, b.Add("Relu", [Convolve(b, x, channels, filters, size, [Ints("strides", size, size)])]));

    private static (TrainingGraph Plain, TrainingGraph Lowered) Both(Func<GraphBuilder, string> build)
    {
        ModelProto model = OnnxFile.Create("pattern");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("pixels", -1, 1, 20, 20);
        string mean = builder.Add("ReduceMean", [builder.Add("Flatten", [build(builder)]), builder.Constant(1L)], Attributes.Of("keepdims", 1));
        builder.AddAs("logits", "Identity", [mean]);
        builder.Output("logits", -1, 1);
        ParameterGroup[] groups = [new ParameterGroup(Trainable.Find(model.Graph))];
        return (TrainingGraph.Build(model, groups, Samples, lowered: false), TrainingGraph.Build(model, groups, Samples));
    }

    private static void AssertSame(TrainingGraph plain, TrainingGraph lowered)
    {
        using NamedValues expected = Run(plain);
        using NamedValues actual = Run(lowered);
        Assert.Multiple(() =>
        {
            foreach (string name in expected.Names)
            {
                float[] values = expected.Floats(name).ToArray();
                double scale = Math.Max(1, values.Max(Math.Abs));
                Assert.That(actual.Floats(name).ToArray(), Is.EqualTo(values).Within(Tolerance * scale), name);
            }
        });
    }

    /// <summary>Loss, logits and gradients. Samples are half flat, as X-rays with black borders are, so that places of pooling windows tie.</summary>
    private static NamedValues Run(TrainingGraph graph)
    {
        using var inputs = new NamedValues();
        var sample = new float[20 * 20];
        foreach (SampleInput input in graph.Shard.Inputs)
        {
            Span<float> all = inputs.AddFloats(input.Name, input.Shape);
            for (int i = 0; i < Samples; i++)
            {
                new NumberedSamples(Samples, 20).Fill(1, i, sample);
                sample.AsSpan(0, 180).Clear();
                input.Write(sample, all.Slice(i * all.Length / Samples, all.Length / Samples));
            }
        }

        new float[] { 0, 1, 0, 1 }.CopyTo(inputs.AddFloats(TrainingGraph.Targets, Samples, 1));
        inputs.AddFloats(TrainingGraph.SampleWeights, Samples, 1).Fill(0.25f);
        foreach (StateTensor parameter in graph.Parameters)
        {
            Random(parameter).CopyTo(inputs.AddFloats(parameter.Name, parameter.Shape));
        }

        using var session = new OnnxSession(graph.Model, threads: 1);
        return session.Run(inputs, [.. graph.Model.Graph.Output.Select(o => o.Name)]);
    }

    private static float[] Random(StateTensor parameter)
    {
        RandomStream random = new Seed(8).For(parameter.Name).Open();
        return [.. Enumerable.Range(0, parameter.Length).Select(_ => (float)random.Uniform(-0.02, 0.02))];
    }
}

using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx;

/// <summary>ONNX Runtime gives the same outputs for a graph in its old operator set and for the upgraded one.</summary>
internal sealed class OpsetUpgradeTests
{
    private static readonly long[] InputShape = [2, 4, 3, 6];

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("Clip", 7, Attributes.Of("min", -0.5f), Attributes.Of("max", 0.75f));
        yield return Case("Clip", 10, Attributes.Of("max", 0.75f));
        yield return Case("Pad", 7, Attributes.Of("pads", [0L, 0L, 1L, 2L, 0L, 0L, 0L, 1L]), Attributes.Of("value", 0.5f));
        yield return Case("Pad", 10, Attributes.Of("pads", [0L, 0L, 1L, 2L, 0L, 0L, 2L, 1L]), Attributes.Of("mode", "reflect"));
        yield return Case("Slice", 7, Attributes.Of("starts", [1L, -3L]), Attributes.Of("ends", [3L, 100L]), Attributes.Of("axes", [1L, 3L]));
        yield return Case("Slice", 9, Attributes.Of("starts", [0L, 1L]), Attributes.Of("ends", [2L, 3L]));
        yield return Case("Softmax", 9);
        yield return Case("Softmax", 12, Attributes.Of("axis", 2L));
        yield return Case("Softmax", 12, Attributes.Of("axis", -1L));
        yield return Case("LogSoftmax", 7, Attributes.Of("axis", 3L));
        yield return Case("ReduceMean", 13, Attributes.Of("axes", [2L, 3L]), Attributes.Of("keepdims", 0L));
        yield return Case("ReduceMean", 17);
        yield return Case("ReduceMax", 11, Attributes.Of("axes", [-1L]));
        yield return Case("ReduceSum", 11, Attributes.Of("axes", [1L]));
        yield return Case("ReduceSum", 13);
        yield return Case("Dropout", 7, Attributes.Of("ratio", 0.3f));
        yield return Case("Dropout", 10);
        yield return Case("Upsample", 7, Floats("scales", 1, 1, 2, 2), Attributes.Of("mode", "nearest"));
        yield return Case("Upsample", 8, Floats("scales", 1, 1, 2, 3), Attributes.Of("mode", "linear"));
        yield return Case("Unsqueeze", 11, Attributes.Of("axes", [0L, 3L]));
        yield return Graph("Squeeze", 11, b => b.Add("Squeeze", [b.Add("Unsqueeze", ["x"], Attributes.Of("axes", [1L]))], Attributes.Of("axes", [1L])));
        yield return Graph("Split, sizes", 11, b => b.AddMany("Split", ["x"], 2, Attributes.Of("axis", 1), Attributes.Of("split", [1L, 3L]))[1]);
        yield return Graph("Split, equal parts", 11, b => b.AddMany("Split", ["x"], 2, Attributes.Of("axis", 3))[1]);
        yield return Graph("Split, equal parts", 17, b => b.AddMany("Split", ["x"], 3, Attributes.Of("axis", 2))[0]);
        yield return Graph("Upsample, scales as input", 9, b => b.Add("Upsample", ["x", b.FloatTensor([1, 1, 3, 2], 4)], Attributes.Of("mode", "nearest")));
        yield return Graph("Resize", 10, b => b.Add("Resize", ["x", b.FloatTensor([1, 1, 2, 2], 4)], Attributes.Of("mode", "nearest")));
        yield return Graph("TopK", 9, b => b.AddMany("TopK", ["x"], 2, Attributes.Of("axis", 3), Attributes.Of("k", 4))[0]);
        yield return Graph("Scatter", 10, b =>
        {
            b.Graph.Initializer.Add(Tensors.Of("places", [1, 0], 1, 2, 1, 1));
            return b.Add("Scatter", ["x", "places", b.FloatTensor([7, 8], 1, 2, 1, 1)], Attributes.Of("axis", 1));
        });
        yield return Graph("BatchNormalization", 8, b => b.Add(
            "BatchNormalization", ["x", .. Enumerable.Range(1, 4).Select(i => b.FloatTensor([i, 0.5f, 2, 1], 4))], Attributes.Of("epsilon", 1e-3f)));
    }

    [TestCaseSource(nameof(Cases))]
    public void Apply_OldForm_GivesTheSameOutputs(ModelProto model)
    {
        ModelProto upgraded = model.Clone();
        OpsetUpgrade.Apply(upgraded);
        Assert.That(Opset.Of(upgraded), Is.EqualTo(Opset.Version));
        (long[] shape, float[] values) = Run(model);
        (long[] upgradedShape, float[] upgradedValues) = Run(upgraded);
        Assert.That(upgradedShape, Is.EqualTo(shape));
        Assert.That(upgradedValues, Is.EqualTo(values).Within(1e-6));
    }

    [Test]
    public void Apply_NetworkInTrainingMode_ScoresAsInInference()
    {
        ModelProto model = Model(17, b => b.Add(
            "Dropout", [b.Add("BatchNormalization", ["x", .. Enumerable.Range(1, 4).Select(i => b.FloatTensor([i, 0.5f, 2, 1], 4))]), b.Constant(0.5f)]));
        (_, float[] expected) = Run(model);
        NodeProto batch = model.Graph.Node.First(n => n.OpType == "BatchNormalization");
        batch.Attribute.Add(Attributes.Of("training_mode", 1));
        batch.Output.Add(["mean", "variance"]);
        NodeProto dropout = model.Graph.Node.First(n => n.OpType == "Dropout");
        model.Graph.Initializer.Add(
            new TensorProto { Name = "yes", DataType = (int)TensorProto.Types.DataType.Bool, RawData = Google.Protobuf.ByteString.CopyFrom(1) });
        dropout.Input.Add("yes");
        OpsetUpgrade.Apply(model);
        Assert.That(Run(model).Values, Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Apply_OperatorSetBefore7_SaysWhichIsNeeded() =>
        Assert.That(
            () => OpsetUpgrade.Apply(Model(6, b => b.Add("Relu", ["x"]))),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo(
                "The network uses ONNX operator set 6; 7 or newer is needed. Export it again with a newer operator set."));

    private static AttributeProto Floats(string name, params float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.AddRange(values);
        return attribute;
    }

    private static TestCaseData Case(string opType, int opset, params AttributeProto[] attributes) =>
        Graph($"{opType} {string.Join(", ", attributes.Select(a => a.Name))}", opset, b => b.Add(opType, ["x"], attributes));

    private static TestCaseData Graph(string name, int opset, Func<GraphBuilder, string> build) =>
        new TestCaseData(Model(opset, build)).SetArgDisplayNames($"{name}, set {opset}");

    private static ModelProto Model(int opset, Func<GraphBuilder, string> build)
    {
        ModelProto model = OnnxFile.Create("old");
        model.OpsetImport[0].Version = opset;
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", InputShape);
        model.Graph.Output.Add(new ValueInfoProto { Name = build(builder) });
        return model;
    }

    private static (long[] Shape, float[] Values) Run(ModelProto model)
    {
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        new OperatorInput("x", InputShape).Values(new Seed(5)).CopyTo(inputs.AddFloats("x", InputShape));
        string output = model.Graph.Output[0].Name;
        using NamedValues results = session.Run(inputs, [output]);
        return (results[output].GetTensorTypeAndShape().Shape, results.Floats(output).ToArray());
    }
}

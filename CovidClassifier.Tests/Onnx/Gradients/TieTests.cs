using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Kernels;
using static CovidClassifier.Tests.Onnx.Gradients.OperatorCase;

namespace CovidClassifier.Tests.Onnx.Gradients;

/// <summary>Where several elements are the maximum, as on an X-ray's black border, the first one gets the whole gradient.</summary>
internal sealed class TieTests
{
    [Test]
    public void MaxPool_ConstantImage_GivesEachWindowsFirstElement() =>
        Assert.That(OnConstant([1, 1, 4, 4], [1, 2, 3, 4], b => b.Add("MaxPool", ["x"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2))),
            Is.EqualTo(new float[]
        {
            1, 0, 2, 0,
            0, 0, 0, 0,
            3, 0, 4, 0,
            0, 0, 0, 0,
        }));

    [Test]
    public void MaxPool_ConstantImageOverlappingWindows_AddsUpAtFirstElements() =>
        Assert.That(OnConstant([1, 1, 3, 3], [1, 2, 3, 4], b => b.Add("MaxPool", ["x"], Ints("kernel_shape", 2, 2))), Is.EqualTo(new float[]
        {
            1, 2, 0,
            3, 4, 0,
            0, 0, 0,
        }));

    [Test]
    public void MaxPool_ConstantImageWithPadding_GivesTheFirstRealElement() =>
        Assert.That(OnConstant([1, 1, 3, 3], [1, 2, 3, 4],
            b => b.Add("MaxPool", ["x"], Ints("kernel_shape", 3, 3), Ints("strides", 2, 2), Ints("pads", 1, 1, 1, 1))), Is.EqualTo(new float[]
        {
            1, 2, 0,
            3, 4, 0,
            0, 0, 0,
        }));

    [Test]
    public void MaxPool_ConstantImageInCeilMode_GivesTheFirstRealElement() =>
        Assert.That(OnConstant([1, 1, 3, 3], [1, 2, 3, 4],
            b => b.Add("MaxPool", ["x"], Ints("kernel_shape", 2, 2), Ints("strides", 2, 2), Attributes.Of("ceil_mode", 1))), Is.EqualTo(new float[]
        {
            1, 0, 2,
            0, 0, 0,
            3, 0, 4,
        }));

    [Test]
    public void MaxPool_SeveralImagesAndChannels_StayApart() =>
        Assert.That(OnConstant([2, 2, 2, 1], [1, 2, 3, 4], b => b.Add("MaxPool", ["x"], Ints("kernel_shape", 2, 1))),
            Is.EqualTo(new float[] { 1, 0, 2, 0, 3, 0, 4, 0 }));

    [TestCase(1)]
    [TestCase(9)]
    public void PooledActivation_EqualPlaces_GivesTheFirst(int channels)
    {
        float[] ones = [.. Enumerable.Repeat(1f, channels)];
        float[] expected = [.. ones, .. new float[2 * channels]];
        Assert.That(
            OnConstant([1, 3, channels], ones, b => b.Add(
                PooledActivation.OpType, ["x", b.FloatTensor(new float[channels], channels), b.Constant(PooledActivation.Sizes(1, 3, channels, relu: true))])),
            Is.EqualTo(expected));
    }

    [Test]
    public void GlobalMaxPool_ConstantImage_GivesTheFirstElement() =>
        Assert.That(OnConstant([1, 2, 2, 2], [1, 2], b => b.Add("GlobalMaxPool", ["x"])), Is.EqualTo(new float[] { 1, 0, 0, 0, 2, 0, 0, 0 }));

    [Test]
    public void ReduceMax_ConstantRows_GivesTheFirstElement() =>
        Assert.That(OnConstant([2, 3], [1, 2], b => b.Add("ReduceMax", ["x", b.Constant(1L)])), Is.EqualTo(new float[] { 1, 0, 0, 2, 0, 0 }));

    [TestCase("Max")]
    [TestCase("Min")]
    public void Max_EqualTensors_GivesTheFirst(string opType) =>
        Assert.That(OnConstant([2], [1, 2], b => b.Add(opType, [b.Constant(7f), "x", "x"])), Is.EqualTo(new float[] { 0, 0 }), "the constant comes first");

    [TestCase("Relu", 0f)]
    [TestCase("HardSigmoid", -2.5f)]
    public void Activation_AtItsKink_PassesNothing(string opType, float at) =>
        Assert.That(OnConstant([2], [1, 2], b => b.Add(opType, ["x"]), at), Is.EqualTo(new float[] { 0, 0 }));

    [Test]
    public void Pow_NegativeBaseAndTrainedExponent_GivesTheExponentNothing() =>
        Assert.That(OnConstant([2], [1, 2], b => b.Add("Pow", [b.Constant(-2f), "x"]), value: 2), Is.EqualTo(new float[] { 0, 0 }));

    [Test]
    public void ReduceL2_ZeroVector_GivesZeros() =>
        Assert.That(OnConstant([2, 2], [1, 2], b => b.Add("ReduceL2", ["x", b.Constant(1L)]), value: 0), Is.EqualTo(new float[] { 0, 0, 0, 0 }));

    [TestCase(0f)]
    [TestCase(6f)]
    public void Clip_AtABound_PassesNothingAsPyTorchsRelu6(float at) =>
        Assert.That(OnConstant([2], [1, 2], b => b.Add("Clip", ["x", b.Constant(0f), b.Constant(6f)]), at), Is.EqualTo(new float[] { 0, 0 }));

    /// <summary>The gradient by `x`, all of whose elements are <paramref name="value"/>, for the given gradient of the output.</summary>
    private static float[] OnConstant(long[] shape, float[] gradient, Func<GraphBuilder, string> build, float value = 7)
    {
        ModelProto model = OnnxFile.Create("tie");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", shape);
        string y = build(builder);
        model.Graph.Output.Add(new ValueInfoProto { Name = y });
        Shapes shapes = GradientGraphs.Prepare(model, new HashSet<string>());
        model.Graph.Output.Clear();
        builder = new GraphBuilder(model.Graph);
        GradientGraphs.AddOutputs(builder, shapes, y, builder.FloatTensor(gradient, shapes[y]), ["x"]);
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        inputs.AddFloats("x", shape).Fill(value);
        using NamedValues results = session.Run(inputs, ["grad:x"]);
        return results.Floats("grad:x").ToArray();
    }
}

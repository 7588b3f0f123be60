using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Tests.Onnx.Kernels;

/// <summary>Our own operators inside ONNX Runtime: values against its own, and what happens where one fails.</summary>
internal sealed class KernelTests
{
    [Test]
    public void DepthwiseConvolution_OnesOverNumberedPixels_SumsEachWindow()
    {
        // 3 x 3 pixels, 1 to 9; a 2 x 2 window of ones, bias 0.5
        using NamedValues results = Run(sizes: [1, 1, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0]);
        Assert.That(results.Floats("y").ToArray(), Is.EqualTo(new[] { 12.5f, 16.5f, 24.5f, 28.5f }));
    }

    [Test]
    public void Compute_SizesBeyondTheTensors_FailsWithoutTouchingOtherMemory() =>
        Assert.That(() => Run(sizes: [1, 1, 300, 300, 299, 299, 2, 2, 1, 1, 1, 1, 0, 0]),
            Throws.TypeOf<NetworkException>().With.Message.Contains("cannot run the network"));

    private static NamedValues Run(long[] sizes)
    {
        ModelProto model = OnnxFile.Create("kernel");
        var builder = new GraphBuilder(model.Graph);
        string weight = builder.FloatTensor([1, 1, 1, 1], 1, 1, 2, 2);
        builder.AddAs("y", DepthwiseConvolution.OpType, [builder.Input("x", 1, 3, 3, 1), weight, builder.FloatTensor([0.5f], 1), builder.Constant(sizes)]);
        model.Graph.Output.Add(new ValueInfoProto { Name = "y" });
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        new float[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }.CopyTo(inputs.AddFloats("x", 1, 3, 3, 1));
        return session.Run(inputs, ["y"]);
    }
}

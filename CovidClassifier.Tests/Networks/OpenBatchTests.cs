using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>Networks that were exported for one image at a time, in the forms that exporters write the one into the graph.</summary>
public sealed class OpenBatchTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void FromOnnx_ChannelShuffleAndFlatten_AreOpened() => RequireOpened((b, x) =>
    {
        x = b.Add("Reshape", [x, b.Constant(1L, 2, 4, 31, 31)]);
        x = b.Add("Transpose", [x], Attributes.Of("perm", [0L, 2, 1, 3, 4]));
        x = b.Add("Reshape", [x, b.Constant(1L, 8, 31, 31)]);
        return b.Add("Reshape", [b.Add("GlobalAveragePool", [x]), b.Constant(1L, -1)]);
    });

    [Test]
    public void FromOnnx_ClassToken_IsRepeatedForEachImage() => RequireOpened((b, x) =>
    {
        string places = b.Add("Transpose", [b.Add("Reshape", [x, b.Constant(1L, 8, 961)])], Attributes.Of("perm", [0L, 2, 1]));
        string all = b.Add("Concat", [b.FloatTensor([1, 2, 3, 4, 5, 6, 7, 8], 1, 1, 8), places], Attributes.Of("axis", 1));
        return b.Add("ReduceMean", [all, b.Constant(1L)], Attributes.Of("keepdims", 0));
    });

    [Test]
    public void FromOnnx_ImageNumberOnAnotherAxis_IsFollowed() => RequireOpened((b, x) =>
    {
        string channelsFirst = b.Add("Transpose", [x], Attributes.Of("perm", [1L, 0, 2, 3]));
        string cut = b.Add("Reshape", [channelsFirst, b.Constant(8L, 1, 961)]);
        return b.Add("Transpose", [b.Add("ReduceMean", [cut, b.Constant(2L)], Attributes.Of("keepdims", 0))], Attributes.Of("perm", [1L, 0]));
    });

    [Test]
    public void FromOnnx_ResizeToASize_IsOpened() => RequireOpened((b, x) =>
        b.Add("Flatten", [b.Add("GlobalAveragePool", [b.Add("Resize", [x, "", "", b.Constant(1L, 8, 15, 15)], Attributes.Of("mode", "linear"))])]));

    private void RequireOpened(Func<GraphBuilder, string, string> middle)
    {
        Write(middle, _ => null);
        NetworkGraph network = Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne).Build(3, new Seed(1));
        using var session = new OnnxSession(network.Model);
        float[] Run(params int[] images)
        {
            using var inputs = new NamedValues();
            Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, images.Length, 1, 64, 64);
            for (int i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (i * (3 + images[i / 4096])) % 256;
            }

            using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
            return outputs.Floats(NetworkGraph.Logits).ToArray();
        }

        float[] together = Run(0, 1, 2);
        Assert.That(together, Is.EqualTo(Run(0).Concat(Run(1)).Concat(Run(2))).Within(1e-4));
        Assert.That(together[..3], Is.Not.EqualTo(together[3..6]).Within(1e-4));
    }

    /// <summary>A convolution to [1,8,31,31], what is asked for, a dense layer of 5 and a Reshape to [1,5].</summary>
    private void Write(Func<GraphBuilder, string, string> middle, Func<long, long[]?> reshape)
    {
        ModelProto model = OnnxFile.Create("fixed");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input("image", 1, 3, 64, 64);
        x = builder.Add("Relu", [builder.Add("Conv", [x, Weights.Glorot(builder, "w", 27, 72, new Seed(1), 8, 3, 3, 3)], Attributes.Of("strides", [2L, 2]))]);
        x = middle(builder, x);
        x = reshape(8) is { } row ? builder.Add("Reshape", [x, builder.Constant(row)]) : x;
        x = builder.Add("Gemm", [x, Weights.Glorot(builder, "v", 8, 5, new Seed(1), 5, 8), Weights.Zeros(builder, "c", 5)], Attributes.Of("transB", 1));
        builder.AddAs("out", "Reshape", [x, builder.Constant(1L, 5)]);
        builder.Output("out", 1, 5);
        OnnxFile.Save(model, _folder["net.onnx"]);
    }
}

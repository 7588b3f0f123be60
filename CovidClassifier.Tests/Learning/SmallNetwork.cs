using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Learning;

/// <summary>
/// A classifier of 64 x 64 images that trains in a blink: three convolutions with random weights, each halving the resolution, average of rows, 192 features,
/// ten classes.
/// </summary>
internal static class SmallNetwork
{
    public static Network Open(TempFolder folder)
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input("image", -1, 3, 64, 64);
        x = Block(builder, x, "conv1", 3, 8);
        x = Block(builder, x, "conv2", 8, 16);
        x = Block(builder, x, "conv3", 16, 24);
        x = builder.Add("Flatten", [builder.Add("AveragePool", [x], Attributes.Of("kernel_shape", [1L, 8]), Attributes.Of("strides", [1L, 1]))]);
        x = builder.Add("Gemm", [x, Weights.Glorot(builder, "dense.weight", 192, 10, new Seed(4), 10, 192), Weights.Zeros(builder, "dense.bias", 10)],
            Attributes.Of("transB", 1));
        builder.AddAs("classes", "Softmax", [x], Attributes.Of("axis", 1));
        builder.Output("classes", -1, 10);
        OnnxFile.Save(model, folder["small.onnx"]);
        return Network.FromOnnx(folder["small.onnx"], Preprocessing.ZeroOne);
    }

    private static string Block(GraphBuilder builder, string x, string name, int from, int to) => builder.Add("Relu",
    [
        builder.Add(
            "Conv",
            [x, Weights.Glorot(builder, $"{name}.weight", from * 9, to * 9, new Seed(4), to, from, 3, 3), Weights.Zeros(builder, $"{name}.bias", to)],
            Attributes.Of("strides", [2L, 2]),
            Attributes.Of("pads", [1L, 1, 1, 1])),
    ]);
}

using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Packaging;
using SkiaSharp;

namespace CovidClassifier.Tests.Explanation;

/// <summary>
/// A network whose maps can be worked out by hand, and pictures for it. The picture's mean on 8 x 8 cells, v of 0..1, goes through two channels, relu(v - 0.5)
/// and relu(0.5 - v); their means over all cells are weighed 512 and -512: bright spots speak for COVID-19, dark ones for Normal.
/// </summary>
internal static class SpotNetwork
{
    public const int Cells = 8;

    private const int Side = 64;
    private const float Weight = 512;

    /// <param name="isChannelsLast">Whether the map is transposed to channels last before it is pooled.</param>
    public static NetworkGraph Build(bool isChannelsLast = false)
    {
        ModelProto model = OnnxFile.Create("spots");
        var builder = new GraphBuilder(model.Graph);
        string cells = Means(builder);
        string map = builder.Add("Relu", [builder.Add("Conv", [cells, builder.FloatTensor([1, -1], 2, 1, 1, 1), builder.FloatTensor([-0.5f, 0.5f], 2)])]);
        string pooled = isChannelsLast
            ? builder.Add(
                "ReduceMean", [builder.Add("Transpose", [map], Attributes.Of("perm", [0L, 2, 3, 1])), builder.Constant(1, 2)], Attributes.Of("keepdims", 0))
            : builder.Add("Flatten", [builder.Add("GlobalAveragePool", [map])]);
        builder.AddAs(NetworkGraph.Logits, "Gemm", [pooled, builder.FloatTensor([Weight, -Weight], 2, 1)]);
        builder.Output(NetworkGraph.Logits, -1, 1);
        return new NetworkGraph(model, Side, Side, 1);
    }

    /// <summary>A network of the first channel alone that flattens its map and uses the left half.</summary>
    public static NetworkGraph LeftHalfOnly()
    {
        ModelProto model = OnnxFile.Create("left half");
        var builder = new GraphBuilder(model.Graph);
        string map = builder.Add("Relu", [builder.Add("Conv", [Means(builder), builder.FloatTensor([1], 1, 1, 1, 1), builder.FloatTensor([-0.5f], 1)])]);
        float[] weights = [.. Enumerable.Range(0, Cells * Cells).Select(i => i % Cells < Cells / 2 ? 8f : 0)];
        builder.AddAs(NetworkGraph.Logits, "Gemm", [builder.Add("Flatten", [map]), builder.FloatTensor(weights, Cells * Cells, 1)]);
        builder.Output(NetworkGraph.Logits, -1, 1);
        return new NetworkGraph(model, Side, Side, 1);
    }

    public static CovidModel Model(NetworkGraph? network = null) => SomeModel.Make(network ?? Build(), "COVID-19");

    /// <summary>The means on cells, 0..1, for networks of other kinds on the same pictures.</summary>
    public static string Means(GraphBuilder builder)
    {
        builder.Input(NetworkGraph.Pixels, -1, 1, Side, Side);
        string unit = builder.Add("Div", [NetworkGraph.Pixels, builder.Constant(255f)]);
        return builder.Add("AveragePool", [unit], Attributes.Of("kernel_shape", [8L, 8]), Attributes.Of("strides", [8L, 8]));
    }

    /// <summary>A PNG of middle gray with cells of other brightness.</summary>
    public static byte[] Picture(int width, int height, params (int Column, int Row, byte Gray)[] spots)
    {
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            (int column, int row) = (i % width * Cells / width, i / width * Cells / height);
            pixels[i] = spots.Where(s => (s.Column, s.Row) == (column, row)).Select(s => s.Gray).FirstOrDefault((byte)128);
        }

        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), pixels);
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}

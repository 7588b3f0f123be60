using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Guarding;

/// <summary>
/// A picture in 16 x 16 fields, in units of its own contrast: how a chest lies in the frame shows there, and neither the disease nor the apparatus's
/// brightness does. Computed in the graph.
/// </summary>
/// <param name="Fields">Tensor [N,256]: mean 0 and deviation 1 in each row; near 0 throughout for a picture of one gray level.</param>
/// <param name="Mean">Tensor [N,1]: mean gray level, 0 to 255.</param>
/// <param name="InverseContrast">Tensor [N,1]: one over the deviation of the fields in gray levels.</param>
internal readonly record struct CoarsePicture(string Fields, string Mean, string InverseContrast)
{
    /// <summary>Fields in each direction.</summary>
    public const int Side = 16;

    /// <summary>Fields in all.</summary>
    public const int Length = Side * Side;

    // gray levels squared: a picture of one level stays one
    private const float LeastVariance = 0.25f;

    /// <param name="builder">Adds the nodes.</param>
    /// <param name="width">Columns of <see cref="NetworkGraph.Pixels"/>.</param>
    /// <param name="height">Its rows.</param>
    public static CoarsePicture Append(GraphBuilder builder, int width, int height)
    {
        string fields = builder.Add("Reshape", [Shrink(builder, width, height), builder.Constant(-1, Length)]);
        string[] scaled = builder.AddMany(
            "LayerNormalization",
            [fields, builder.FloatTensor([.. Enumerable.Repeat(1f, Length)], Length)],
            outputs: 3,
            Attributes.Of("axis", -1),
            Attributes.Of("epsilon", LeastVariance));
        return new CoarsePicture(scaled[0], scaled[1], scaled[2]);
    }

    private static string Shrink(GraphBuilder builder, int width, int height)
    {
        if (width % Side == 0 && height % Side == 0)
        {
            long[] window = [height / Side, width / Side];
            return builder.Add("AveragePool", [NetworkGraph.Pixels], Attributes.Of("kernel_shape", window), Attributes.Of("strides", window));
        }

        float[] byRow = [.. Range(Side).SelectMany(field => Range(height).Select(row => Share(field, row, height)))];
        float[] byColumn = [.. Range(width).SelectMany(column => Range(Side).Select(field => Share(field, column, width)))];
        string rows = builder.Add("MatMul", [builder.FloatTensor(byRow, Side, height), NetworkGraph.Pixels]);
        return builder.Add("MatMul", [rows, builder.FloatTensor(byColumn, width, Side)]);
    }

    /// <summary>What a pixel adds to the mean of a field: the length that both overlap in, over the field's.</summary>
    private static float Share(int field, int pixel, int pixels)
    {
        double length = (double)pixels / Side;
        return (float)(Math.Max(0, Math.Min(pixel + 1, (field + 1) * length) - Math.Max(pixel, field * length)) / length);
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}

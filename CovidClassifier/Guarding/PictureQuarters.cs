using CovidClassifier.Onnx;

namespace CovidClassifier.Guarding;

/// <summary>
/// How much a <see cref="CoarsePicture"/> varies within each of its four quarters: nowhere near 0 in an X-ray of a chest, however it is collimated; 0 where a
/// quarter is covered, or was never read because the file was cut off.
/// </summary>
internal static class PictureQuarters
{
    private const int Side = CoarsePicture.Side / 2;
    private const int Quarters = 4;
    private const float Share = 1f / (Side * Side);

    /// <summary>The smallest deviation of the fields within a quarter, in units of the picture's contrast.</summary>
    public static double LeastDeviation(float[] fields) => Enumerable.Range(0, Quarters).Min(quarter =>
    {
        double[] own = [.. fields.Where((_, f) => QuarterOf(f) == quarter).Select(v => (double)v)];
        double mean = own.Average();
        return Math.Sqrt(own.Average(v => (v - mean) * (v - mean)));
    });

    /// <param name="builder">Adds the nodes.</param>
    /// <param name="fields">Of a <see cref="CoarsePicture"/>, [N,256].</param>
    /// <returns>Tensor [N,1]: the same as <see cref="LeastDeviation"/> but for rounding, which is below 0.001 where that is 0.</returns>
    public static string Append(GraphBuilder builder, string fields)
    {
        float[] shares =
            [.. Enumerable.Range(0, CoarsePicture.Length).SelectMany(f => Enumerable.Range(0, Quarters).Select(q => QuarterOf(f) == q ? Share : 0))];
        string weights = builder.FloatTensor(shares, CoarsePicture.Length, Quarters);
        string mean = builder.Add("MatMul", [fields, weights]);
        string square = builder.Add("MatMul", [builder.Add("Mul", [fields, fields]), weights]);
        string variance = builder.Add("Sub", [square, builder.Add("Mul", [mean, mean])]);
        return builder.Add("Sqrt", [builder.Add("Max", [builder.Add("ReduceMin", [variance, builder.Constant(1)]), builder.Constant(1e-7f)])]);
    }

    private static int QuarterOf(int field) => 2 * (field / CoarsePicture.Side / Side) + field % CoarsePicture.Side / Side;
}

using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>Makes one row of features per image of a tensor: a map is averaged over its places, rows of features over the rows.</summary>
internal static class FeatureVector
{
    /// <param name="builder">The graph.</param>
    /// <param name="tensor">[N, ...].</param>
    /// <param name="shape">Its shape for one image, two lengths or more.</param>
    /// <param name="readers">Operators that read it, which tell where its channels are.</param>
    /// <param name="length">Number of features.</param>
    /// <returns>A tensor [N, <paramref name="length"/>].</returns>
    public static string Append(GraphBuilder builder, string tensor, long[] shape, IEnumerable<string> readers, out long length)
    {
        int channels = shape.Length == 2 ? 1 : ChannelAxis(shape, [.. readers]);
        length = shape[channels];
        long[] places = [.. Enumerable.Range(1, shape.Length - 1).Where(axis => axis != channels).Select(axis => (long)axis)];
        string vector = places.Length == 0 ? tensor : builder.Add("ReduceMean", [tensor, builder.Constant(places)], Attributes.Of("keepdims", 0));
        return builder.Add("Reshape", [vector, builder.Constant(-1, length)]);
    }

    // the operator that reads the tensor knows; else the two equal sides of a square map tell, else rows of features are taken to come last and maps to be
    // channels first
    private static int ChannelAxis(long[] shape, string[] readers)
    {
        int last = shape.Length - 1;
        return readers.Any(r => r is "Conv" or "GlobalAveragePool" or "AveragePool" or "MaxPool" or "BatchNormalization") ? 1
            : readers.Any(r => r is "MatMul" or "Gemm" or "LayerNormalization") || shape.Length == 3 ? last
            : shape[1] == shape[2] && shape[2] != shape[last] ? last
            : 1;
    }
}

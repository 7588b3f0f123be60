using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>First values of new weights.</summary>
internal static class Weights
{
    /// <summary>
    /// Adds an initializer drawn from U(-a, a), a = sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio 2010, equation 16; Keras' default). The draws depend on
    /// <paramref name="seed"/> and <paramref name="name"/> alone.
    /// </summary>
    public static string Glorot(GraphBuilder builder, string name, long fanIn, long fanOut, Seed seed, params ReadOnlySpan<long> dims)
    {
        double limit = Math.Sqrt(6.0 / (fanIn + fanOut));
        RandomStream random = seed.For(name).Open();
        float[] values = new float[dims.ToArray().Aggregate(1L, (product, d) => product * d)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)random.Uniform(-limit, limit);
        }

        return Add(builder, name, values, dims);
    }

    /// <summary>Adds an initializer of zeros.</summary>
    public static string Zeros(GraphBuilder builder, string name, long length) => Add(builder, name, new float[length], length);

    private static string Add(GraphBuilder builder, string name, float[] values, params ReadOnlySpan<long> dims)
    {
        string fresh = builder.FreshName(name);
        builder.Graph.Initializer.Add(Tensors.Of(fresh, values, dims));
        return fresh;
    }
}

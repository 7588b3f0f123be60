using System.Numerics.Tensors;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Quantization;

/// <summary>Finds the ranges of a graph's tensors by running it on images.</summary>
internal static class ActivationRanges
{
    /// <param name="model">Input <see cref="NetworkGraph.Pixels"/>; not changed.</param>
    /// <param name="tensors">Float tensors of the graph.</param>
    /// <param name="images">Pixels of the graph's input size; gone through twice.</param>
    /// <param name="cancellationToken">Honoured within one image.</param>
    public static Dictionary<string, ActivationRange> Measure(
        ModelProto model, IReadOnlyList<string> tensors, IReadOnlyList<GrayImage> images, CancellationToken cancellationToken)
    {
        using var session = new OnnxSession(
            GraphCut.Between(model, [], [.. tensors.Select(t => new ValueInfoProto { Name = t })]));
        var bounds = tensors.ToDictionary(t => t, _ => (Low: double.PositiveInfinity, High: double.NegativeInfinity), StringComparer.Ordinal);
        ForEach(session, tensors, images, (tensor, values) =>
        {
            (double low, double high) = bounds[tensor];
            bounds[tensor] = (Math.Min(low, TensorPrimitives.Min(values)), Math.Max(high, TensorPrimitives.Max(values)));
        }, cancellationToken);
        var histograms = bounds.ToDictionary(b => b.Key, b => new ActivationHistogram(b.Value.Low, b.Value.High), StringComparer.Ordinal);
        ForEach(session, tensors, images, (tensor, values) => histograms[tensor].Add(values), cancellationToken);
        return histograms.ToDictionary(h => h.Key, h => h.Value.Best(), StringComparer.Ordinal);
    }

    private static void ForEach(
        OnnxSession session, IReadOnlyList<string> tensors, IReadOnlyList<GrayImage> images, Look look, CancellationToken cancellationToken)
    {
        foreach (GrayImage image in images)
        {
            using NamedValues inputs = PixelInput.Of(image);
            using NamedValues outputs = session.Run(inputs, tensors, cancellationToken);
            foreach (string tensor in tensors)
            {
                look(tensor, outputs.Floats(tensor));
            }
        }
    }

    private delegate void Look(string tensor, ReadOnlySpan<float> values);
}

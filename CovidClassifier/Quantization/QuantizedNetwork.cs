using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Quantization;

/// <summary>Makes a model's graph compute with bytes (post-training static quantisation).</summary>
internal static class QuantizedNetwork
{
    /// <param name="graph">The .onnx file's bytes: a scoring graph, or one that ends in features; not changed.</param>
    /// <param name="images">Pixels of its input size, of images like those that it will see: ranges are taken from them.</param>
    /// <param name="cancellationToken">Honoured within one image.</param>
    /// <exception cref="NetworkException">There is nothing in the graph to be rounded.</exception>
    public static byte[] Of(byte[] graph, IReadOnlyList<GrayImage> images, CancellationToken cancellationToken)
    {
        ModelProto model = OnnxFile.Parse(graph, "The model's network");
        BatchNormalizationFolding.Apply(model.Graph);
        var nodes = new QuantizableNodes(model.Graph, NetworkMetadata.LearnedEnd(model));
        if (nodes.Layers.Count == 0)
        {
            throw new NetworkException("The network has no layer before its last one that can compute in 8 bits; keep it as it is.");
        }

        string[] measured = [.. nodes.Rounded.Select(nodes.RangeOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        QuantizedGraph.Apply(model, nodes, ActivationRanges.Measure(model, measured, images, cancellationToken));
        return model.ToByteArray();
    }
}

using System.Diagnostics;
using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>MobileNetV2's 1280 features of gray images decoded at 224 x 224; images per second.</summary>
internal sealed class FeatureExtraction : IContender
{
    private const int Side = 224;
    private const int Images = 256;
    private const int BatchSize = 8;

    private readonly byte[][] _images = [.. Enumerable.Range(0, 16).Select(i => Noise.Bytes(Side * Side, new Seed(1).For(i)))];
    private readonly OnnxSession _session;
    private readonly string _features;

    public FeatureExtraction()
    {
        NetworkGraph network = Network.FromOnnx(BenchmarkData.MobileNetV2, Preprocessing.MinusOneOne).Build(2, new Seed(1));
        _features = LastLayer.FindDense(network.Model.Graph, NetworkGraph.Logits, out _)!.Features;
        _session = new OnnxSession(GraphCut.Between(network.Model, [], [new ValueInfoProto { Name = _features }]));
    }

    public double Measure()
    {
        Extract(Images / 4);
        long began = Stopwatch.GetTimestamp();
        Extract(Images);
        return Images / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    public void Dispose() => _session.Dispose();

    private void Extract(int images)
    {
        for (int first = 0; first < images; first += BatchSize)
        {
            using var inputs = new NamedValues();
            Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, BatchSize, 1, Side, Side);
            for (int i = 0; i < BatchSize; i++)
            {
                PixelScale.ToFloats(_images[(first + i) % _images.Length], pixels.Slice(i * Side * Side, Side * Side));
            }

            using NamedValues outputs = _session.Run(inputs, [_features]);
        }
    }
}

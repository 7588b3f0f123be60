using BenchmarkDotNet.Attributes;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>MobileNetV2's features of one decoded image, on one core.</summary>
public class FeaturesBenchmark
{
    private readonly NamedValues _inputs = new();
    private OnnxSession? _session;

    [GlobalSetup]
    public void Prepare()
    {
        FeatureGraph front = FeatureGraph.Of(BenchmarkData.MobileNetV2Classifier());
        _session = new OnnxSession(front.Model, threads: 1);
        _inputs.AddFloats(NetworkGraph.Pixels, 1, 1, front.Height, front.Width).Fill(100);
    }

    [GlobalCleanup]
    public void Release()
    {
        _inputs.Dispose();
        _session?.Dispose();
    }

    [Benchmark]
    public float MobileNetV2()
    {
        using NamedValues outputs = _session!.Run(_inputs, [FeatureGraph.Features]);
        return outputs.Floats(FeatureGraph.Features)[0];
    }
}

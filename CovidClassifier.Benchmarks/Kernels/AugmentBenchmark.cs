using BenchmarkDotNet.Attributes;
using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>One image of 256 x 256 through the study's augmentation, on one core.</summary>
public class AugmentBenchmark
{
    private const int Side = 256;

    private readonly byte[] _source = Noise.Bytes(Side * Side, new Seed(1));
    private readonly byte[] _varied = new byte[Side * Side];
    private int _image;

    [Benchmark]
    public byte Study()
    {
        AugmentationDraw draw = AugmentationDraw.Draw(AugmentationOptions.Study, new Seed(1), epoch: 1, _image++, copy: 0);
        Augmenter.Apply(_source, Side, Side, draw, _varied.AsSpan());
        return _varied[0];
    }
}

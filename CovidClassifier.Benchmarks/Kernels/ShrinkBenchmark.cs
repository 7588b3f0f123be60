using BenchmarkDotNet.Attributes;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>A gray picture of 1024 x 1024 to 224 x 224, exact area averaging, on one core.</summary>
public class ShrinkBenchmark
{
    private const int Source = 1024;

    private readonly GrayImage _image = new(Source, Source, Noise.Bytes(Source * Source, new Seed(1)));

    [Benchmark]
    public int AreaAverage() => GrayCrop.StretchTo(_image, 224, 224).Pixels.Length;
}

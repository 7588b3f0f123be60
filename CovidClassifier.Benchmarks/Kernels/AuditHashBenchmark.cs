using BenchmarkDotNet.Attributes;
using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>
/// What the audits keep of a decoded picture of 1024 x 1024: the hash of its pixels, and the small picture that near duplicates are found by.
/// </summary>
public class AuditHashBenchmark
{
    private const int Source = 1024;

    private readonly GrayImage _image = new(Source, Source, Noise.Bytes(Source * Source, new Seed(1)));

    [Benchmark]
    public string PixelsHash() => PixelHash.Of(_image);

    [Benchmark]
    public int Thumbnail() => Thumbnails.Of(_image).Length;
}

using SkiaSharp;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>SkiaSharp's plain decode of the same files to a bitmap of full size, neither gray nor shrunk, on all cores; milliseconds per image.</summary>
internal sealed class SkiaDecoding : IContender
{
    private readonly FilePasses _passes = new(BenchmarkData.Originals, file => SKBitmap.Decode(file).Dispose());

    public double Measure() => _passes.MillisecondsPerFile();

    public void Dispose()
    {
        // nothing native is kept
    }
}

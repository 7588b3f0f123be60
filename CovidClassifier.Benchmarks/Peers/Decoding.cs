using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>X-ray files at their full size to gray 256 x 256, as training and scoring read them, on all cores; milliseconds per image.</summary>
internal sealed class Decoding : IContender
{
    private const int Side = 256;

    private readonly FilePasses _passes = new(BenchmarkData.Originals, file => XRayDecoder.DecodeFile(file, Side, Side));

    public double Measure() => _passes.MillisecondsPerFile();

    public void Dispose()
    {
        // nothing native is kept
    }
}

using System.Diagnostics;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Classifies X-ray files at their full size with MobileNetV2; milliseconds per image, file to label.</summary>
internal class Scoring(CovidModel model) : IContender
{
    private const int Passes = 3;

    private readonly string[] _files = BenchmarkData.Originals;
    private readonly CovidModel _model = model;

    public Scoring()
        : this(BenchmarkData.OpenMobileNetV2())
    {
    }

    public double Measure()
    {
        _model.PredictMany(_files);
        long began = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < Passes; pass++)
        {
            _model.PredictMany(_files);
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / (Passes * _files.Length);
    }

    public void Dispose() => _model.Dispose();
}

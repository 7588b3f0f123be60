using System.Diagnostics;
using CovidClassifier.Networks;
using CovidClassifier.Packaging;

namespace CovidClassifier.Benchmarks.Peers;

/// <summary>Classifies X-ray files at their full size with MobileNetV2; milliseconds per image, file to label.</summary>
internal sealed class Scoring : IContender
{
    private const int Passes = 3;

    private readonly string[] _files = BenchmarkData.Originals;
    private readonly CovidModel _model = OpenModel();

    /// <summary>MobileNetV2 with an untrained head for two classes: only speed matters.</summary>
    public static CovidModel OpenModel()
    {
        NetworkGraph network = BenchmarkData.MobileNetV2Classifier();
        var card = new ModelCard
        {
            ClassNames = ["Normal", "COVID-19"],
            Network = new CardNetwork { Name = "mobilenetv2", InputWidth = network.Width, InputHeight = network.Height, ParameterCount = network.ParameterCount },
        };
        return CovidModel.Create(ScoringGraph.Build(network, CardReader.Rule(card)), card);
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

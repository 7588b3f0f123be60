using BenchmarkDotNet.Attributes;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>One phantom file of 256 x 256 to its label with the bundled CNN, all cores.</summary>
public class ScoreBenchmark
{
    private CovidModel? _model;
    private string? _file;

    [GlobalSetup]
    public void Prepare()
    {
        _model = CovidModel.Load(Project.File("models/covid-cnn.zip"));
        _file = BenchmarkData.Phantoms[0];
    }

    [GlobalCleanup]
    public void Release() => _model?.Dispose();

    [Benchmark]
    public Prediction CustomCnn() => _model!.Predict(_file!);
}

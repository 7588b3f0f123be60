using BenchmarkDotNet.Attributes;
using CovidClassifier.Foundation;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>One step of the study's CNN: forward, gradients, Adam, batch of 32, all cores; per image.</summary>
public class TrainStepBenchmark
{
    private StepRig? _rig;

    [GlobalSetup]
    public void Prepare() => _rig = new StepRig(Network.CustomCnn().Build(2, new Seed(1)), 256, 1, 256, 256);

    [GlobalCleanup]
    public void Release() => _rig?.Dispose();

    [Benchmark(OperationsPerInvoke = StepRig.BatchSize)]
    public float CustomCnn() => _rig!.Step();
}

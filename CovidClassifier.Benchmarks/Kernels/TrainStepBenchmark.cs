using BenchmarkDotNet.Attributes;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Plumbing;
using CovidClassifier.Training;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>One step of the study's CNN: forward, gradients, Adam, batch of 32, all cores.</summary>
public class TrainStepBenchmark
{
    private readonly TrainingOptions _options = new();
    private TrainingState? _state;
    private TrainingSession? _session;
    private Batch? _batch;
    private long _step;

    [GlobalSetup]
    public void Prepare()
    {
        NetworkGraph network = Network.CustomCnn().Build(2, new Seed(1));
        TrainingGraph graph = TrainingGraph.Build(network.Model, [new ParameterGroup(network.Parameters)], _options.BatchSize);
        _state = new TrainingState(graph.Parameters, _options.Optimizer);
        foreach (TensorProto weight in network.Model.Graph.Initializer.Where(i => network.Parameters.Contains(i.Name)))
        {
            weight.Floats().CopyTo(_state.Values(weight.Name));
        }

        _session = new TrainingSession(graph, _state, _options);
        var writer = new BatchWriter(new NoiseSamples(32, 256), _options, graph.Shard, 2, new Seed(1));
        _batch = writer.Allocate();
        writer.Write(_batch, writer.Order(1), epoch: 1, number: 0);
    }

    [GlobalCleanup]
    public void Release()
    {
        _session?.Dispose();
        _state?.Dispose();
        _batch?.Dispose();
    }

    [Benchmark(OperationsPerInvoke = 32)]
    public float CustomCnn() => _session!.Step(_batch!, ++_step, 1e-3, averageKeep: 0, CancellationToken.None);
}

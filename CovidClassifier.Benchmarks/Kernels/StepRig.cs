using CovidClassifier.Foundation;
using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Benchmarks.Kernels;

/// <summary>A training session and one batch of noise, to take the same step again and again.</summary>
internal sealed class StepRig : IDisposable
{
    public const int BatchSize = 32;

    private readonly TrainingState _state;
    private readonly TrainingSession _session;
    private readonly Batch _batch;
    private long _step;

    /// <param name="network">For two classes.</param>
    /// <param name="limit">The samples are noise of 0 to limit - 1.</param>
    /// <param name="shape">Of one sample.</param>
    public StepRig(NetworkGraph network, int limit, params long[] shape)
    {
        var options = new TrainingOptions { BatchSize = BatchSize };
        TrainingGraph graph = TrainingGraph.Build(network.Model, [new ParameterGroup(network.Parameters)], BatchSize);
        _state = new TrainingState(graph.Parameters, options.Optimizer);
        foreach (TensorProto weight in network.Model.Graph.Initializer.Where(i => network.Parameters.Contains(i.Name)))
        {
            weight.Floats().CopyTo(_state.Values(weight.Name));
        }

        _session = new TrainingSession(graph, _state, options);
        var writer = new BatchWriter(new NoiseSamples(BatchSize, limit, shape), options, graph.Shard, 2, new Seed(1));
        _batch = writer.Allocate();
        writer.Write(_batch, writer.Order(1), epoch: 1, number: 0);
    }

    /// <summary>The loss before the step.</summary>
    public float Step() => _session.Step(_batch, ++_step, 1e-5, averageKeep: 0, CancellationToken.None);

    public void Dispose()
    {
        _session.Dispose();
        _state.Dispose();
        _batch.Dispose();
    }
}

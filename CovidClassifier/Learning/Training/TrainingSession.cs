using System.Runtime.ExceptionServices;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Runtime;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Learning.Training;

/// <summary>Runs training steps on one graph and one state: the batch's shards side by side, then the update. Not safe for several threads.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly OnnxSession _session;
    private readonly WeightUpdate _update;
    private readonly ShardGradients[] _gradients;
    private readonly OrtValue[] _parameters;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;
    private readonly int _workers;
    private readonly OrtValue? _strength;

    /// <param name="graph">What is run.</param>
    /// <param name="state">What is trained; not owned.</param>
    /// <param name="options">Batch size, optimizer, gradient norm limit, threads.</param>
    public TrainingSession(TrainingGraph graph, TrainingState state, TrainingOptions options)
    {
        int shards = graph.Shard.Count(options.BatchSize);
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        _workers = Math.Min(threads, shards);
        _session = new OnnxSession(graph.Model, Math.Max(1, threads / _workers), provider: options.Provider);
        _update = new WeightUpdate(graph, state, options, threads);
        _gradients = [.. Enumerable.Range(0, shards).Select(_ => new ShardGradients(graph.Parameters))];
        _parameters = [.. graph.Parameters.Select(p => state[p.Name])];
        _strength = graph.Shard.Sources == 0 ? null : OrtValue.CreateAllocatedTensorValue(NativeRuntime.Allocator, TensorElementType.Float, [1]);
        _inputNames =
        [
            .. graph.Shard.Inputs.Select(i => i.Name), TrainingGraph.Targets, TrainingGraph.SampleWeights,
                .. _strength is null ? (string[])[] : [SourceAdversary.Targets, SourceAdversary.Strength], .. graph.Shard.Masks.Select(m => m.Name),
                .. graph.Parameters.Select(p => p.Name),
        ];
        _outputNames = [graph.Logits, TrainingGraph.Loss, .. graph.Parameters.Select(p => TrainingGraph.GradientOf(p.Name))];
    }

    /// <summary>One step; the batch's logits before the update are left in <see cref="Batch.Logits"/>.</summary>
    /// <param name="batch">Samples, targets, weights and masks.</param>
    /// <param name="step">1 for the first.</param>
    /// <param name="learningRate">Before each group's factor.</param>
    /// <param name="averageKeep">Share of the running mean of weights that is kept; read only where there is one.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph; the state is then as before the step.</param>
    /// <param name="adversaryStrength">What a source adversary's gradient counts; read only where there is one.</param>
    /// <returns>The loss before the update.</returns>
    public float Step(
        Batch batch, long step, double learningRate, double averageKeep, CancellationToken cancellationToken, double adversaryStrength = 0)
    {
        if (_strength is not null)
        {
            _strength.GetTensorMutableDataAsSpan<float>()[0] = (float)adversaryStrength;
        }

        int shards = batch.Shards.Count(s => s.Count > 0);
        RunAll(shards, i => Run(batch.Shards[i], _gradients[i], cancellationToken));
        ShardGradients[] used = _gradients[..shards];
        float loss = used.Sum(g => g.Loss);
        _update.Apply(used, step, learningRate, averageKeep);
        return loss;
    }

    public void Dispose()
    {
        foreach (ShardGradients gradients in _gradients)
        {
            gradients.Dispose();
        }

        _strength?.Dispose();
        _session.Dispose();
    }

    private void Run(BatchShard shard, ShardGradients gradients, CancellationToken cancellationToken) => _session.Run(
        _inputNames,
        [
            .. shard.Samples, shard.Targets, shard.SampleWeights, .. shard.SourceTargets is { } sources ? (OrtValue[])[sources, _strength!] : [],
            .. shard.Masks, .. _parameters,
        ],
        _outputNames,
        [shard.Logits, .. gradients.Outputs],
        cancellationToken);

    private void RunAll(int count, Action<int> run)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = _workers }, run);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}

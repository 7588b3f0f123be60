using CovidClassifier.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Training;

/// <summary>Runs training steps on one graph and one state. Not safe for several threads.</summary>
internal sealed class TrainingSession : IDisposable
{
    private readonly OnnxSession _session;
    private readonly TrainingGraph _graph;
    private readonly Optimizer _optimizer;
    private readonly NamedValues _scalars = new();
    private readonly OrtValue _loss;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    public TrainingSession(TrainingGraph graph, TrainingState state, Optimizer optimizer, int threads)
    {
        _graph = graph;
        _optimizer = optimizer;
        State = state;
        _session = new OnnxSession(graph.Model, threads);
        foreach (string name in ScalarNames())
        {
            _scalars.AddFloats(name);
        }

        _loss = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Float, []);
        _inputNames =
        [
            graph.Input, TrainingGraph.Targets, TrainingGraph.SampleWeights, .. graph.Masks.Select(m => m.Name), .. ScalarNames(), .. state.Tensors.Select(t => t.Name),
        ];
        _outputNames = [TrainingGraph.Loss, graph.Logits, .. state.Tensors.Select(t => TrainingGraph.NextOf(t.Name))];
    }

    public TrainingState State { get; }

    /// <summary>One step; the batch's logits before the update are left in <see cref="Batch.Logits"/>.</summary>
    /// <param name="batch">Samples, targets, weights and masks.</param>
    /// <param name="step">1 for the first.</param>
    /// <param name="learningRate">Before each group's factor.</param>
    /// <param name="averageKeep">Share of the running mean of weights that is kept; read only where the graph has one.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph; the state is then as before the step.</param>
    /// <returns>The loss before the update.</returns>
    public float Step(Batch batch, long step, double learningRate, double averageKeep, CancellationToken cancellationToken)
    {
        if (_graph.HasAverages)
        {
            _scalars.Floats(TrainingGraph.AverageKeep)[0] = (float)averageKeep;
        }

        for (int group = 0; group < _graph.Groups.Count; group++)
        {
            float[] values = _optimizer.ScalarsAt(step, learningRate * _graph.Groups[group].RateFactor);
            for (int i = 0; i < values.Length; i++)
            {
                _scalars.Floats(TrainingGraph.ScalarOf(_optimizer.Scalars[i], group))[0] = values[i];
            }
        }

        OrtValue[] inputs = [batch.Samples, batch.Targets, batch.SampleWeights, .. batch.Masks, .. ScalarNames().Select(n => _scalars[n]), .. State.Current];
        _session.Run(_inputNames, inputs, _outputNames, [_loss, batch.Logits, .. State.Spare], cancellationToken);
        State.Swap();
        return _loss.GetTensorDataAsSpan<float>()[0];
    }

    public void Dispose()
    {
        _loss.Dispose();
        _scalars.Dispose();
        _session.Dispose();
    }

    private IEnumerable<string> ScalarNames() =>
    [
        .. Enumerable.Range(0, _graph.Groups.Count).SelectMany(group => _optimizer.Scalars.Select(s => TrainingGraph.ScalarOf(s, group))),
        .. _graph.HasAverages ? [TrainingGraph.AverageKeep] : Array.Empty<string>(),
    ];
}

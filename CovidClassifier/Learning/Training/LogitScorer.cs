using CovidClassifier.Learning.Samples;
using CovidClassifier.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Learning.Training;

/// <summary>Computes logits with the weights of a training state, without a copy of them. Not safe for several threads.</summary>
internal sealed class LogitScorer : IDisposable
{
    // what a network computes on the way to its logits is kept for every sample of a run: of 32 images and their mirror images the study's CNN would keep a
    // gigabyte
    private const int MostSamples = 8;

    private readonly OnnxSession _session;
    private readonly TrainingState _state;
    private readonly NamedValues _batch = new();
    private readonly string[] _inputNames;
    private readonly string[] _parameters;
    private readonly string[] _outputNames;
    private readonly int _batchSize;

    /// <param name="network">One input, one output; not changed.</param>
    /// <param name="state">Holds the weights; not owned.</param>
    /// <param name="parameters">Names of the network's trained initializers.</param>
    /// <param name="stateOf">Under which name the state holds a parameter's value to be used.</param>
    /// <param name="batchSize">Samples per run at most; a small number of them is taken in any case.</param>
    /// <param name="outputs">Length of a row of logits.</param>
    /// <param name="threads">As in <see cref="TrainingOptions.Threads"/>.</param>
    /// <param name="provider">As in <see cref="TrainingOptions.Provider"/>.</param>
    public LogitScorer(
        ModelProto network, TrainingState state, IReadOnlyList<string> parameters, Func<string, string> stateOf, int batchSize, int outputs, int threads,
            ExecutionProvider provider)
    {
        _state = state;
        _batchSize = Math.Min(batchSize, MostSamples);
        _parameters = [.. parameters.Select(stateOf)];
        ModelProto model = ForwardGraph.Build(network, parameters, _batchSize, out _);
        _session = new OnnxSession(model, threads, provider: provider);
        _inputNames = [network.Graph.Input[0].Name, .. parameters];
        _outputNames = [network.Graph.Output[0].Name];
        _batch.AddFloats(_inputNames[0], [_batchSize, .. network.Graph.Input[0].Shape()!.AsSpan(1)]);
        _batch.AddFloats(_outputNames[0], _batchSize, outputs);
    }

    /// <summary>One row of logits per sample, in order.</summary>
    public float[][] Score(ISampleSource samples, CancellationToken cancellationToken)
    {
        float[][] rows = new float[samples.Count][];
        OrtValue[] inputs = [_batch[_inputNames[0]], .. _parameters.Select(p => _state[p])];
        for (int first = 0; first < samples.Count; first += _batchSize)
        {
            int count = Math.Min(_batchSize, samples.Count - first);
            Span<float> pixels = _batch.Floats(_inputNames[0]);
            int length = pixels.Length / _batchSize;
            for (int i = 0; i < count; i++)
            {
                samples.Fill(0, first + i, pixels.Slice(i * length, length));
            }

            _session.Run(_inputNames, inputs, _outputNames, [_batch[_outputNames[0]]], cancellationToken);
            ReadOnlySpan<float> logits = _batch.Floats(_outputNames[0]);
            int outputs = logits.Length / _batchSize;
            for (int i = 0; i < count; i++)
            {
                rows[first + i] = logits.Slice(i * outputs, outputs).ToArray();
            }
        }

        return rows;
    }

    public void Dispose()
    {
        _batch.Dispose();
        _session.Dispose();
    }
}

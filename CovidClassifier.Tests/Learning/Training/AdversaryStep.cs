using CovidClassifier.Foundation;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Lowering;

namespace CovidClassifier.Tests.Learning.Training;

/// <summary>One batch through a training graph with a source adversary, and the adversary's loss by a slow way of its own.</summary>
internal sealed class AdversaryStep : IDisposable
{
    private readonly TrainingGraph _graph;
    private readonly NetworkGraph _network;
    private readonly OnnxSession _session;
    private readonly OnnxSession _forward;
    private readonly Batch _batch;
    private readonly int _samples;
    private readonly ISampleSource _source;

    public AdversaryStep(TrainingGraph graph, NetworkGraph network, ISampleSource source, int samples)
    {
        (_graph, _network, _source, _samples) = (graph, network, source, samples);
        _session = new OnnxSession(graph.Model, threads: 1);
        var options = new TrainingOptions { BatchSize = samples };
        var writer = new BatchWriter(source, options, graph.Shard, 2, new Seed(1));
        _batch = writer.Allocate();
        writer.Write(_batch, [.. Enumerable.Range(0, samples)], epoch: 1, number: 0);
        ModelProto forward = ForwardGraph.Build(network.Model, [.. graph.Parameters.Select(p => p.Name)], samples, out _);
        _forward = new OnnxSession(forward, threads: 1);
    }

    public Dictionary<string, float[]> Gradients(float strength)
    {
        BatchShard shard = _batch.Shards[0];
        using NamedValues inputs = new();
        for (int i = 0; i < _graph.Shard.Inputs.Count; i++)
        {
            SampleInput input = _graph.Shard.Inputs[i];
            shard.Samples[i].GetTensorDataAsSpan<float>().CopyTo(inputs.AddFloats(input.Name, input.Shape));
        }

        shard.Targets.GetTensorDataAsSpan<float>().CopyTo(inputs.AddFloats(TrainingGraph.Targets, _samples, 1));
        shard.SampleWeights.GetTensorDataAsSpan<float>().CopyTo(inputs.AddFloats(TrainingGraph.SampleWeights, _samples, 1));
        shard.SourceTargets!.GetTensorDataAsSpan<float>().CopyTo(inputs.AddFloats(SourceAdversary.Targets, _samples, _graph.Shard.Sources));
        inputs.AddFloats(SourceAdversary.Strength, 1)[0] = strength;
        Fill(inputs, "", 0, 0);
        string[] names = [.. _graph.Parameters.Select(p => TrainingGraph.GradientOf(p.Name))];
        using NamedValues outputs = _session.Run(inputs, names);
        return _graph.Parameters.ToDictionary(p => p.Name, p => outputs.Floats(TrainingGraph.GradientOf(p.Name)).ToArray());
    }

    /// <summary>Central difference of the adversary's loss by one weight.</summary>
    public double AdversarySlope(string parameter, int at)
    {
        const float Width = 2e-3f;
        return (Loss(parameter, at, Width) - Loss(parameter, at, -Width)) / (2 * Width);
    }

    public void Dispose()
    {
        _batch.Dispose();
        _session.Dispose();
        _forward.Dispose();
    }

    private double Loss(string parameter, int at, float change)
    {
        using NamedValues inputs = new();
        Span<float> pixels = inputs.AddFloats(NetworkGraph.Pixels, _samples, 1, 16, 16);
        for (int i = 0; i < _samples; i++)
        {
            _source.Fill(1, i, pixels.Slice(i * 256, 256));
        }

        Dictionary<string, float[]> weights = Fill(inputs, parameter, at, change);
        using NamedValues outputs = _forward.Run(inputs, ["adversary/logits"]);
        ReadOnlySpan<float> logits = outputs.Floats("adversary/logits");
        int sources = _graph.Shard.Sources;
        double loss = 0;
        for (int i = 0; i < _samples; i++)
        {
            double[] row = new double[sources];
            for (int s = 0; s < sources; s++)
            {
                row[s] = logits[i * sources + s] + _source.Label(i) * weights["adversary/fromLabel"][s];
            }

            loss += (Math.Log(row.Sum(Math.Exp)) - row[_source.Source(i)]) * _batch.Shards[0].SampleWeights.GetTensorDataAsSpan<float>()[i];
        }

        return loss;
    }

    private Dictionary<string, float[]> Fill(NamedValues inputs, string changed, int at, float change)
    {
        var weights = new Dictionary<string, float[]>();
        foreach (StateTensor parameter in _graph.Parameters)
        {
            float[] values = _network.Model.Graph.Initializer.Single(i => i.Name == parameter.Name).Floats();
            values = [.. values];
            if (parameter.Name == changed)
            {
                values[at] += change;
            }

            weights[parameter.Name] = values;
            values.CopyTo(inputs.AddFloats(parameter.Name, parameter.Shape));
        }

        return weights;
    }
}

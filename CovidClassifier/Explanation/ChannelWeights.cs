using System.Numerics.Tensors;
using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Explanation;

/// <summary>
/// What each channel of the last spatial maps is worth to each logit, where logits are no more than weighted sums of the channels' means. Found by asking the
/// end of the network about maps with one channel lit at a time, whatever nodes it is made of. Owns a native session.
/// </summary>
internal sealed class ChannelWeights : IDisposable
{
    // of single precision's sums over a thousand channels
    private const double Tolerance = 1e-3;

    private const int None = -1;

    private readonly IReadOnlyList<SpatialMap> _maps;
    private readonly OnnxSession _session;
    private readonly string _logits;
    private readonly int _classes;
    private readonly float[] _offsets;
    private readonly float[][,] _weights;

    private delegate void FillMap(int map, Span<float> values);

    /// <exception cref="NetworkException">The logits are more than weighted sums of means.</exception>
    public ChannelWeights(ScoredGraph graph, int threads)
    {
        _maps = graph.Maps;
        _classes = graph.Classes;
        ModelProto tail = graph.Tail();
        _logits = tail.Graph.Output[0].Name;
        _session = new OnnxSession(tail, threads);
        try
        {
            _offsets = LogitsOf((_, values) => values.Clear());
            RequireMeans();
            _weights = [.. _maps.Select(m => WeightsOf(m))];
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Each map with the weighted sum of its channels, as Zhou et al. 2016 define it.</summary>
    /// <exception cref="NetworkException">For this image the logits are more than weighted sums of means.</exception>
    public IReadOnlyList<Relevance> Of(NamedValues maps, int label, CancellationToken cancellationToken)
    {
        Relevance[] relevances = [.. _maps.Select((m, i) => new Relevance(m, Sum(m, _weights[i], label, maps.Floats(m.Tensor))))];
        double expected = _offsets[label] + relevances.Sum(r => r.Values.Sum(v => (double)v));
        using NamedValues outputs = _session.Run([.. _maps.Select(m => m.Tensor)], [.. _maps.Select(m => maps[m.Tensor])], [_logits], cancellationToken);
        RequireEqual(expected, outputs.Floats(_logits)[label], scale: Math.Abs(expected) + Math.Abs(_offsets[label]));
        return relevances;
    }

    public void Dispose() => _session.Dispose();

    private static float[] Sum(SpatialMap map, float[,] weights, int label, ReadOnlySpan<float> values)
    {
        var sums = new float[map.Rows * map.Places];
        for (int i = 0; i < sums.Length; i++)
        {
            (int row, int place) = Math.DivRem(i, map.Places);
            for (int channel = 0; channel < map.Channels; channel++)
            {
                sums[i] += weights[label, channel] / (map.Rows * map.Places) * values[map.Index(row, channel, place)];
            }
        }

        return sums;
    }

    // random maps, then the same with every channel levelled to its mean, then their sum: three runs refuse most heads before a thousand are made
    private void RequireMeans()
    {
        float[][] random = [.. _maps.Select((m, i) => RandomMap(m, new Seed(1).For(i)))];
        float[][] level = [.. _maps.Select((m, i) => Levelled(m, random[i]))];
        float[] first = LogitsOf((map, values) => random[map].CopyTo(values));
        float[] same = LogitsOf((map, values) => level[map].CopyTo(values));
        float[] tenfold = LogitsOf((map, values) => TensorPrimitives.Multiply(random[map], 10, values));
        for (int c = 0; c < _classes; c++)
        {
            double scale = Math.Abs(first[c]) + Math.Abs(_offsets[c]);
            RequireEqual(first[c], same[c], scale);
            RequireEqual(_offsets[c] + 10 * (first[c] - _offsets[c]), tenfold[c], 10 * scale);
        }
    }

    private float[,] WeightsOf(SpatialMap lit)
    {
        var weights = new float[_classes, lit.Channels];
        for (int channel = 0; channel < lit.Channels; channel++)
        {
            float[] logits = LogitsOf((map, values) => Light(_maps[map], values, ReferenceEquals(_maps[map], lit) ? channel : None));
            for (int c = 0; c < _classes; c++)
            {
                weights[c, channel] = logits[c] - _offsets[c];
            }
        }

        return weights;
    }

    private float[] LogitsOf(FillMap fill)
    {
        using NamedValues inputs = new();
        for (int m = 0; m < _maps.Count; m++)
        {
            fill(m, inputs.AddFloats(_maps[m].Tensor, _maps[m].Shape));
        }

        using NamedValues outputs = _session.Run(inputs, [_logits]);
        return outputs.Floats(_logits).ToArray();
    }

    private static void Light(SpatialMap map, Span<float> values, int channel)
    {
        values.Clear();
        for (int i = 0; i < map.Rows * map.Places && channel != None; i++)
        {
            values[map.Index(i / map.Places, channel, i % map.Places)] = 1;
        }
    }

    private static float[] RandomMap(SpatialMap map, Seed seed)
    {
        RandomStream random = seed.Open();
        return [.. Enumerable.Range(0, map.Rows * map.Channels * map.Places).Select(_ => (float)random.NextDouble())];
    }

    private static float[] Levelled(SpatialMap map, float[] values)
    {
        var level = new float[values.Length];
        for (int channel = 0; channel < map.Channels; channel++)
        {
            int[] indices = [.. Enumerable.Range(0, map.Rows * map.Places).Select(i => map.Index(i / map.Places, channel, i % map.Places))];
            float mean = indices.Average(i => values[i]);
            Array.ForEach(indices, i => level[i] = mean);
        }

        return level;
    }

    private void RequireEqual(double expected, double found, double scale)
    {
        if (!(Math.Abs(expected - found) <= Tolerance * Math.Max(1, scale)))
        {
            throw new NetworkException(
                $"A class activation map needs logits that are weighted sums of the last map's channel means, but what follows " +
                    $"{string.Join(", ", _maps.Select(m => $"'{m.Tensor}'"))} does more than that; explain this network with gradcam.");
        }
    }
}

using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Explanation;

/// <summary>
/// The end of a network, from its last spatial maps to the logits, with the gradient of one logit by each map appended, and the maps weighted by it. Small
/// against the whole: an image's maps are computed once, and each label costs one run of this. Owns its native session.
/// </summary>
internal sealed class MapGradient : IDisposable
{
    private readonly OnnxSession _session;
    private readonly SpatialMap[] _maps;
    private readonly Dictionary<GradientWeighting, string[]> _relevances;
    private readonly string _label;
    private readonly int _classes;

    /// <exception cref="NetworkException">An operator behind the maps has no gradient, or the logits do not depend on them smoothly.</exception>
    public MapGradient(ScoredGraph graph, int threads)
    {
        _classes = graph.Classes;
        ModelProto model = graph.Tail();
        string logits = model.Graph.Output[0].Name;
        Shapes shapes = Shapes.Infer(model);
        var builder = new GraphBuilder(model.Graph);
        _label = builder.Input(builder.FreshName("explained_label"), 1, _classes);
        Dictionary<string, string> gradients = Gradients(builder, shapes, logits, [.. graph.Maps.Select(m => m.Tensor)]);
        _maps = [.. graph.Maps.Where(m => gradients.ContainsKey(m.Tensor))];
        if (_maps.Length == 0)
        {
            throw new NetworkException(
                $"The logits have no gradient by the network's last spatial map, {string.Join(", ", graph.Maps.Select(m => $"'{m.Tensor}'"))}.");
        }

        _relevances =
            Enum.GetValues<GradientWeighting>().ToDictionary(w => w, w => _maps.Select(m => AddRelevance(builder, m, gradients[m.Tensor], w)).ToArray());
        _session = new OnnxSession(model, threads);
    }

    /// <summary>Each map with the weighted sum of its channels, before the ReLU.</summary>
    public IReadOnlyList<Relevance> Of(NamedValues maps, int label, GradientWeighting weighting, CancellationToken cancellationToken)
    {
        using NamedValues oneHot = new();
        Span<float> labels = oneHot.AddFloats(_label, 1, _classes);
        labels.Clear();
        labels[label] = 1;
        using NamedValues outputs = _session.Run(
            [.. _maps.Select(m => m.Tensor), _label], [.. _maps.Select(m => maps[m.Tensor]), oneHot[_label]], _relevances[weighting], cancellationToken);
        return [.. _maps.Select((m, i) => new Relevance(m, outputs.Floats(_relevances[weighting][i]).ToArray()))];
    }

    public void Dispose() => _session.Dispose();

    private Dictionary<string, string> Gradients(GraphBuilder builder, Shapes shapes, string logits, string[] maps)
    {
        try
        {
            return GradientGraph.Append(builder, shapes, logits, _label, maps);
        }
        catch (NetworkException e)
        {
            throw new NetworkException(
                $"The network cannot be explained by gradients, because one operator behind its last spatial map has none; explain it with occlusion or " +
                    $"rise, which need the scores alone. {e.Message}", e);
        }
    }

    private static string AddRelevance(GraphBuilder builder, SpatialMap map, string gradient, GradientWeighting weighting)
    {
        string weights = weighting == GradientWeighting.ByPlace
            ? gradient
            : builder.Add("ReduceMean", [gradient, builder.Constant(map.PlaceAxes)], Attributes.Of("keepdims", 1));
        string relevance = builder.ReduceSum(builder.Add("Mul", [weights, map.Tensor]), [map.ChannelAxis], keepDims: false);
        builder.Output(relevance, map.Rows, map.Height, map.Width);
        return relevance;
    }
}

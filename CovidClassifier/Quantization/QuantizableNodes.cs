using CovidClassifier.Onnx;

namespace CovidClassifier.Quantization;

/// <summary>
/// Which nodes of a graph compute with bytes, and which tensors are rounded for them: convolutions and dense layers of constant weights, sums, and what moves
/// or averages rounded values. The last layer stays in floats: its rounding would be the scores'.
/// </summary>
internal sealed class QuantizableNodes
{
    private readonly HashSet<NodeProto> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _rounded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sameAs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _madeOfBytes = new(StringComparer.Ordinal);
    private readonly ILookup<string, NodeProto> _readers;
    private readonly HashSet<string> _outputs;

    /// <param name="graph">Nodes in topological order.</param>
    /// <param name="end">The tensor whose makers are looked at: the logits, or features.</param>
    public QuantizableNodes(GraphProto graph, string end)
    {
        _readers = graph.Node.SelectMany(n => n.Input.Select(i => (Input: i, Node: n))).ToLookup(r => r.Input, r => r.Node);
        _outputs = [.. graph.Output.Select(o => o.Name)];
        Dictionary<string, TensorProto> constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        HashSet<string> needed = GraphOrder.Ancestors(graph, [end]);
        NodeProto[] nodes = [.. graph.Node.Where(n => n.Output.Any(needed.Contains))];
        NodeProto[] layers = WithoutLast(graph, [.. nodes.Where(n => WeightOf(n, constants) is not null)]);
        foreach (NodeProto layer in layers)
        {
            _rounded.Add(layer.Input[0]);
            Add(layer);
        }

        foreach (NodeProto node in nodes.Where(n => Follows(n) && n.Input.All(_rounded.Contains)))
        {
            Add(node);
        }

        Layers = layers;
    }

    /// <summary>Nodes with weights.</summary>
    public IReadOnlyList<NodeProto> Layers { get; }

    /// <summary>Tensors to be rounded.</summary>
    public IReadOnlyCollection<string> Rounded => _rounded;

    /// <summary>Whether the node computes with bytes.</summary>
    public bool Contains(NodeProto node) => _nodes.Contains(node);

    /// <summary>Whether a node that computes with bytes makes the tensor, so that its floats are nowhere.</summary>
    public bool AreBytes(string tensor) => _madeOfBytes.Contains(tensor);

    /// <summary>The tensor whose range a tensor shares: the largest of bytes is one of them.</summary>
    public string RangeOf(string tensor) => _sameAs.TryGetValue(tensor, out string? same) ? RangeOf(same) : tensor;

    /// <summary>The weights of a layer, and the axis of its output channels; null for what is no layer.</summary>
    public static (TensorProto Weight, int Axis)? WeightOf(NodeProto node, IReadOnlyDictionary<string, TensorProto> constants)
    {
        if (node.Domain is not ("" or "ai.onnx") || node.InputAt(1) is not { } name || constants.ContainsKey(node.Input[0])
            || !constants.TryGetValue(name, out TensorProto? weight) || !weight.IsFloat()
            || (node.InputAt(2) is { } bias && !(constants.TryGetValue(bias, out TensorProto? values) && values.IsFloat() && values.Dims.Count == 1)))
        {
            return null;
        }

        return node.OpType switch
        {
            "Conv" => (weight, 0),
            "Gemm" when node.Int("transA", 0) == 0 && node.Float("alpha", 1) == 1 && node.Float("beta", 1) == 1 => (weight, node.Int("transB", 0) == 1 ? 0 : 1),
            "MatMul" when weight.Dims.Count == 2 => (weight, 1),
            _ => null,
        };
    }

    private static bool Follows(NodeProto node) =>
        node.OpType is "Add" or "GlobalAveragePool" or "AveragePool" or "Concat" || (node.OpType is "MaxPool" && node.Output.Count == 1);

    /// <summary>Without the layers that no other layer follows.</summary>
    private static NodeProto[] WithoutLast(GraphProto graph, NodeProto[] layers)
    {
        HashSet<string> read = GraphOrder.Ancestors(graph, layers.Select(l => l.Input[0]));
        return [.. layers.Where(l => read.Contains(l.Output[0]))];
    }

    private void Add(NodeProto node)
    {
        _nodes.Add(node);
        string made = node.Output[0];
        _madeOfBytes.Add(made);
        // a bound that follows is the range's own: nothing is rounded before it
        while (!_outputs.Contains(made) && _readers[made].ToArray() is [{ OpType: "Relu" or "Clip" } bound] && node.OpType != "MaxPool")
        {
            made = bound.Output[0];
            _madeOfBytes.Add(made);
        }

        _rounded.Add(made);
        if (node.OpType == "MaxPool")
        {
            _sameAs[made] = node.Input[0];
        }
    }
}

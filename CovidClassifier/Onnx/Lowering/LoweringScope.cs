namespace CovidClassifier.Onnx.Lowering;

/// <summary>What a lowering sees: the graph to add to, who makes and who reads a tensor, and shapes.</summary>
internal sealed class LoweringScope
{
    private readonly Shapes _shapes;
    private readonly Dictionary<string, long[]> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _constants;
    private int _registered;

    /// <param name="graph">In topological order.</param>
    /// <param name="shapes">Of its tensors.</param>
    public LoweringScope(GraphProto graph, Shapes shapes)
    {
        _shapes = shapes;
        Builder = new GraphBuilder(graph);
        _constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        foreach (string read in graph.Node.SelectMany(n => n.Input).Concat(graph.Output.Select(o => o.Name)))
        {
            _readers[read] = _readers.GetValueOrDefault(read) + 1;
        }
    }

    /// <summary>Adds nodes in any order; they are sorted later.</summary>
    public GraphBuilder Builder { get; }

    public long[] Shape(string tensor) => _declared.TryGetValue(tensor, out long[]? shape) ? shape : _shapes[tensor];

    /// <summary>Tells the shape of a tensor that a lowering has added.</summary>
    public string Declare(string tensor, params long[] shape)
    {
        _declared[tensor] = shape;
        return tensor;
    }

    /// <summary>The node that makes a tensor, or null for an input or an initializer.</summary>
    public NodeProto? Maker(string tensor)
    {
        for (; _registered < Builder.Graph.Node.Count; _registered++)
        {
            foreach (string output in Builder.Graph.Node[_registered].Output)
            {
                _makers[output] = Builder.Graph.Node[_registered];
            }
        }

        return _makers.GetValueOrDefault(tensor);
    }

    /// <summary>The same, where it is a node of this operator with one output and nobody else reads that.</summary>
    public NodeProto? SoleMaker(string tensor, string opType) =>
        Maker(tensor) is { } node && node.OpType == opType && node.Output.Count == 1 && _readers.GetValueOrDefault(tensor, 1) == 1 ? node : null;

    /// <summary>Whether a tensor is the graph's samples as they come in.</summary>
    public bool IsSample(string tensor) => tensor == Builder.Graph.Input[0].Name;

    /// <summary>The one number that an initializer holds, or null where it is something else.</summary>
    public float? Scalar(string tensor) =>
        _constants.TryGetValue(tensor, out TensorProto? value) && value.IsFloat() && value.Count() == 1 ? value.Floats()[0] : null;

    /// <summary>Takes the name of a node's only output away from it, for the node that stands in; returns the name.</summary>
    public string Release(NodeProto node)
    {
        string name = node.Output[0];
        Maker(name);
        node.Output[0] = Builder.FreshName($"{name}/before");
        _makers[node.Output[0]] = node;
        _makers.Remove(name);
        return name;
    }
}

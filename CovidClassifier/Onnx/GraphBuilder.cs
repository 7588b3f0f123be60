using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx;

/// <summary>
/// Adds nodes and constants to a graph under names that are not taken yet. Nodes are appended, so callers add them in topological order
/// (or call <see cref="GraphOrder.Sort"/> afterwards).
/// </summary>
internal sealed class GraphBuilder
{
    private readonly HashSet<string> _names;
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    public GraphBuilder(GraphProto graph)
    {
        Graph = graph;
        _names = new HashSet<string>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            _names.UnionWith(node.Input);
            _names.UnionWith(node.Output);
        }

        _names.UnionWith(graph.Input.Select(i => i.Name));
        _names.UnionWith(graph.Output.Select(o => o.Name));
        _names.UnionWith(graph.Initializer.Select(i => i.Name));
    }

    public GraphProto Graph { get; }

    /// <summary>A tensor name that nothing in the graph has, beginning with <paramref name="hint"/>.</summary>
    public string FreshName(string hint)
    {
        string name = hint;
        for (int i = 1; !_names.Add(name); i++)
        {
            name = $"{hint}_{i}";
        }

        return name;
    }

    /// <summary>Adds a node with one output and returns the output's name.</summary>
    public string Add(string opType, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        AddNode(opType, inputs, outputs: 1, attributes).Output[0];

    /// <summary>Adds a node with several outputs and returns their names.</summary>
    public string[] AddMany(string opType, ReadOnlySpan<string> inputs, int outputs, params ReadOnlySpan<AttributeProto> attributes) =>
        [.. AddNode(opType, inputs, outputs, attributes).Output];

    /// <summary>Adds a node whose one output gets just this name.</summary>
    public string AddAs(string output, string opType, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        NodeProto node = AddNode(opType, inputs, outputs: 0, attributes);
        _names.Add(output);
        node.Output.Add(output);
        return output;
    }

    /// <summary>A float scalar; equal values share one constant.</summary>
    public string Constant(float value) => Shared($"f{BitConverter.SingleToInt32Bits(value)}", name => Tensors.Of(name, [value]));

    /// <summary>A 1-D int64 list, as shapes and axes are; equal lists share one constant.</summary>
    public string Constant(params ReadOnlySpan<long> values)
    {
        long[] copy = values.ToArray();
        return Shared("i" + string.Join(',', copy), name => Tensors.Of(name, copy, copy.Length));
    }

    /// <summary>A float tensor.</summary>
    public string FloatTensor(ReadOnlySpan<float> values, params ReadOnlySpan<long> dims)
    {
        TensorProto tensor = Tensors.Of(FreshName("constant"), values, dims);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Declares a graph input; a negative length stands for the batch size N.</summary>
    public string Input(string name, TensorProto.Types.DataType type, params ReadOnlySpan<long> dims)
    {
        _names.Add(name);
        Graph.Input.Add(ValueInfos.Of(name, type, dims));
        return name;
    }

    /// <summary>Declares a float input that the graph does not have yet.</summary>
    public string Input(string name, params ReadOnlySpan<long> dims) => Input(name, TensorProto.Types.DataType.Float, dims);

    /// <summary>Declares a float output.</summary>
    public void Output(string name, params ReadOnlySpan<long> dims) => Graph.Output.Add(ValueInfos.Of(name, TensorProto.Types.DataType.Float, dims));

    private NodeProto AddNode(string opType, ReadOnlySpan<string> inputs, int outputs, ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = opType, Domain = KernelSet.Knows(opType) ? KernelSet.Domain : "" };
        foreach (string input in inputs)
        {
            node.Input.Add(input);
        }

        for (int i = 0; i < outputs; i++)
        {
            node.Output.Add(FreshName(opType.ToLowerInvariant()));
        }

        foreach (AttributeProto attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        Graph.Node.Add(node);
        return node;
    }

    private string Shared(string key, Func<string, TensorProto> make)
    {
        if (!_constants.TryGetValue(key, out string? name))
        {
            name = FreshName("constant");
            Graph.Initializer.Add(make(name));
            _constants[key] = name;
        }

        return name;
    }
}

using CovidClassifier.Foundation;
using CovidClassifier.Onnx.Kernels;

namespace CovidClassifier.Onnx;

/// <summary>
/// What every graph must be before anything works with it, whether it comes from a file, from a model's zip or from a caller's bytes: whole, of operators that
/// only compute, each tensor made once and all that is read made, its weights inside and as long as declared. Takes time and memory in proportion to the file's
/// bytes.
/// </summary>
internal sealed class GraphGate
{
    /// <summary>Domains whose operators ONNX Runtime has itself, none of which reads files: the standard's two and ONNX Runtime's fused forms.</summary>
    private static readonly HashSet<string> Domains = new(StringComparer.Ordinal) { "", "ai.onnx", Opset.MachineLearning, "com.microsoft" };

    private readonly string _subject;
    private readonly bool _withBranches;
    private readonly long _operators;
    private int _nodes;

    private GraphGate(string subject, bool withBranches, long operators)
    {
        _subject = subject;
        _withBranches = withBranches;
        _operators = operators;
    }

    /// <param name="model">The graph; not changed.</param>
    /// <param name="subject">How messages name it, for example "Network 'a.onnx'".</param>
    /// <param name="withBranches">Whether an If may stand in it, which the caller replaces by the branch that is taken.</param>
    /// <exception cref="NetworkException">A rule is broken.</exception>
    public static void Require(ModelProto model, string subject, bool withBranches = false)
    {
        if (model.Graph is null || model.Graph.Node.Count == 0 || model.Graph.Output.Count == 0 || Opset.Of(model) == 0)
        {
            throw new NetworkException($"{subject} is not an ONNX network: it needs a graph with nodes and outputs and an operator-set version. "
                + "Other tools' files (TensorFlow's .pb, Caffe's .caffemodel, Core ML's .mlmodel) must be exported as ONNX first.");
        }

        if (model.Functions.Count > 0 || model.TrainingInfo.Count > 0)
        {
            throw new NetworkException(
                $"{subject} defines {(model.Functions.Count > 0 ? "functions" : "a training graph")} of its own; export it with operators alone (in Python: " +
                    $"onnx.inliner.inline_local_functions).");
        }

        var gate = new GraphGate(subject, withBranches, Opset.Of(model));
        HashSet<string> made = new(StringComparer.Ordinal);
        gate.Check(model.Graph, made, depth: 0);
    }

    private void Check(GraphProto graph, HashSet<string> around, int depth)
    {
        _nodes += graph.Node.Count;
        if (_nodes > GraphLimits.MostNodes || depth > GraphLimits.MostDepth)
        {
            throw Refuse(
                FormattableString.Invariant($"has more than {GraphLimits.MostNodes} nodes, or graphs inside graphs more than {GraphLimits.MostDepth} deep"));
        }

        if (graph.SparseInitializer.Count > 0)
        {
            throw Refuse("keeps weights as sparse tensors; export it with dense ones");
        }

        string[] own = CheckNames(graph, around);
        foreach (TensorProto tensor in graph.Initializer)
        {
            CheckValues(tensor);
        }

        foreach (NodeProto node in graph.Node)
        {
            CheckNode(node, around, depth);
        }

        if (graph.Output.FirstOrDefault(o => !around.Contains(o.Name)) is { } unmade)
        {
            throw Refuse($"has the output '{ShownText.Name(unmade.Name)}', which nothing makes");
        }

        around.ExceptWith(own);
    }

    /// <summary>Adds what the graph makes to what is known; returns it.</summary>
    private string[] CheckNames(GraphProto graph, HashSet<string> around)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in graph.Initializer.Select(i => i.Name))
        {
            if (!own.Add(name) || around.Contains(name) || name.Length == 0)
            {
                throw Refuse($"has two tensors '{ShownText.Name(name)}': each initializer needs a name of its own");
            }
        }

        // an input may repeat an initializer, which then is its default
        var inputs = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in graph.Input.Select(i => i.Name))
        {
            if (!inputs.Add(name) || around.Contains(name) || name.Length == 0)
            {
                throw Refuse($"has two inputs '{ShownText.Name(name)}'");
            }
        }

        own.UnionWith(inputs);
        foreach (NodeProto node in graph.Node)
        {
            foreach (string name in node.Output.Where(o => o.Length > 0))
            {
                if (!own.Add(name) || around.Contains(name))
                {
                    throw Refuse($"makes the tensor '{ShownText.Name(name)}' twice, the second time by {node.Describe()}: each tensor has one maker");
                }
            }
        }

        around.UnionWith(own);
        return [.. own];
    }

    private void CheckNode(NodeProto node, HashSet<string> around, int depth)
    {
        if (!Domains.Contains(node.Domain))
        {
            throw Refuse(node.Domain == KernelSet.Domain
                ? $"holds {node.Describe()}, an operator of this library's own training graphs; save the trained network instead"
                : $"holds {node.Describe()} of the domain '{ShownText.Name(node.Domain)}', which is not one of: ai.onnx, ai.onnx.ml, com.microsoft");
        }

        if (node.Input.FirstOrDefault(i => i.Length > 0 && !around.Contains(i)) is { } unmade)
        {
            throw Refuse($"holds {node.Describe()}, which reads '{ShownText.Name(unmade)}', and nothing makes that");
        }

        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!attribute.SparseTensor.IsEmpty || attribute.SparseTensors.Count > 0)
            {
                throw Refuse($"holds {node.Describe()} with a sparse tensor; export it with dense ones");
            }

            foreach (TensorProto tensor in attribute.T is null ? attribute.Tensors : attribute.Tensors.Prepend(attribute.T))
            {
                CheckValues(tensor);
            }
        }

        if (!InnerGraphs.Any(node))
        {
            return;
        }

        bool isEachRow = depth == 0 && _operators >= Opset.Version && EachRow.Is(node);
        if (!isEachRow && !(_withBranches && node.OpType == "If"))
        {
            throw new NetworkException($"{_subject} holds {node.Describe()}, a branch or loop over graphs inside the graph; export it without control flow.");
        }

        foreach (GraphProto inner in InnerGraphs.Of(node))
        {
            Check(inner, around, depth + 1);
        }
    }

    private static void CheckValues(TensorProto tensor)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
        {
            throw new NetworkException(
                $"Tensor '{ShownText.Name(tensor.Name)}' keeps its values in another file, '{ShownText.Name(ExternalWeights.LocationOf(tensor))}'; here they " +
                    $"must be inside the network.");
        }

        if (!Fits(tensor, out long held))
        {
            throw new NetworkException(
                $"Tensor '{ShownText.Name(tensor.Name)}' of shape [{string.Join(',', tensor.Dims.Take(10))}] needs {ElementBits.CountOf(tensor)} values, got " +
                    $"{held}.");
        }
    }

    /// <summary>Whether a tensor's values are as many as it declares; <paramref name="held"/> counts them.</summary>
    private static bool Fits(TensorProto tensor, out long held)
    {
        long bytes = ElementBits.BytesOf(tensor);
        int bits = ElementBits.Of(tensor.DataType) ?? 0;
        if (!tensor.RawData.IsEmpty && bits > 0)
        {
            held = tensor.RawData.Length * 8L / bits;
            return tensor.RawData.Length == bytes;
        }

        held = (TensorProto.Types.DataType)tensor.DataType switch
        {
            TensorProto.Types.DataType.String => tensor.StringData.Count,
            TensorProto.Types.DataType.Float => tensor.FloatData.Count,
            TensorProto.Types.DataType.Complex64 => tensor.FloatData.Count / 2,
            TensorProto.Types.DataType.Double => tensor.DoubleData.Count,
            TensorProto.Types.DataType.Complex128 => tensor.DoubleData.Count / 2,
            TensorProto.Types.DataType.Int64 => tensor.Int64Data.Count,
            TensorProto.Types.DataType.Uint32 or TensorProto.Types.DataType.Uint64 => tensor.Uint64Data.Count,
            _ => tensor.Int32Data.Count,
        };

        // numbers of four bits may be listed one by one or two by two
        return held == ElementBits.CountOf(tensor) || (bits == 4 && held == bytes);
    }

    private NetworkException Refuse(string why) => new($"{_subject} {why}.");
}

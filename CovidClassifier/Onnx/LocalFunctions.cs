using CovidClassifier.Foundation;
namespace CovidClassifier.Onnx;

/// <summary>
/// Functions that a file defines itself, as PyTorch's dynamo_export of versions 2.1 to 2.5 writes one for each module and operator
/// (https://onnx.ai/onnx/repo-docs/IR.html#functions): where one is called, its nodes stand in the call's place.
/// </summary>
internal sealed class LocalFunctions
{
    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions;
    private readonly string _subject;
    private readonly long _operators;
    private long _calls;
    private long _nodes;
    private long _bytes;

    private LocalFunctions(ModelProto model, string subject)
    {
        _subject = subject;
        _operators = Opset.Of(model);
        _functions = [];
        foreach (FunctionProto function in model.Functions)
        {
            if (!_functions.TryAdd((function.Domain, function.Name, function.Overload), function))
            {
                throw Refuse($"defines the function '{ShownText.Name(function.Name)}' twice");
            }
        }
    }

    /// <summary>Changes the model in place; one without functions stays as it is.</summary>
    /// <param name="model">As it was read.</param>
    /// <param name="subject">How messages name it.</param>
    /// <exception cref="NetworkException">Functions call each other in a circle, become more nodes or bytes than a network has, or are of another operator set
    /// than the network.</exception>
    public static void Inline(ModelProto model, string subject)
    {
        if (model.Functions.Count == 0 || model.Graph is null)
        {
            return;
        }

        var functions = new LocalFunctions(model, subject);
        functions.Replace(model.Graph.Node, depth: 0);
        model.Functions.Clear();
        model.Graph.ValueInfo.Clear();
        Opset.DropUnused(model);
    }

    private void Replace(Google.Protobuf.Collections.RepeatedField<NodeProto> nodes, int depth)
    {
        NodeProto[] all = [.. nodes];
        nodes.Clear();
        foreach (NodeProto node in all)
        {
            foreach (GraphProto inner in InnerGraphs.Of(node))
            {
                Replace(inner.Node, depth);
            }

            if (_functions.TryGetValue((node.Domain, node.OpType, node.Overload), out FunctionProto? function))
            {
                nodes.AddRange(Call(node, function, depth + 1));
            }
            else
            {
                nodes.Add(node);
            }
        }
    }

    private Google.Protobuf.Collections.RepeatedField<NodeProto> Call(NodeProto call, FunctionProto function, int depth)
    {
        Require(call, function, depth);
        string prefix = FormattableString.Invariant($"{function.Name}/{++_calls}/");
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        for (int i = 0; i < function.Input.Count; i++)
        {
            names[function.Input[i]] = call.InputAt(i) ?? "";
        }

        var body = new Google.Protobuf.Collections.RepeatedField<NodeProto>();
        var passed = new List<NodeProto>();
        for (int i = 0; i < Math.Min(function.Output.Count, call.Output.Count); i++)
        {
            // what goes in may come out as it is, once or twice
            if (call.Output[i].Length > 0 && !names.TryAdd(function.Output[i], call.Output[i]))
            {
                passed.Add(new NodeProto { OpType = "Identity", Input = { names[function.Output[i]] }, Output = { call.Output[i] } });
            }
        }

        string Rename(string name)
        {
            if (!names.TryGetValue(name, out string? renamed))
            {
                names[name] = renamed = prefix + name;
            }

            return renamed;
        }

        foreach (NodeProto node in function.Node)
        {
            NodeProto copy = node.Clone();
            copy.Name = copy.Name.Length > 0 ? prefix + copy.Name : "";
            Bind(copy, call, function);
            Rewrite(copy, Rename);
            body.Add(copy);
        }

        body.AddRange(passed);
        Replace(body, depth);
        return body;
    }

    private void Require(NodeProto call, FunctionProto function, int depth)
    {
        long operators = function.OpsetImport.FirstOrDefault(o => o.Domain is "" or "ai.onnx")?.Version ?? _operators;
        if (operators != _operators)
        {
            throw Refuse(FormattableString.Invariant(
                $"defines the function '{ShownText.Name(function.Name)}' in operator set {operators} and its graph in {_operators}"));
        }

        if (call.Input.Count > function.Input.Count || call.Output.Count > function.Output.Count)
        {
            throw Refuse($"calls the function '{ShownText.Name(function.Name)}' with more inputs or outputs than it has");
        }

        _nodes += function.Node.Count;
        _bytes += function.Node.Sum(n => (long)n.CalculateSize());
        if (depth > GraphLimits.MostDepth || _nodes > GraphLimits.MostNodes || _bytes > GraphLimits.MostConstantBytes)
        {
            throw Refuse(FormattableString.Invariant(
                $"calls functions that call functions more than {GraphLimits.MostDepth} deep or that become more than {GraphLimits.MostNodes} nodes"));
        }
    }

    /// <summary>Gives attributes that name one of the function's own its value: the call's, else the function's default, else none.</summary>
    private static void Bind(NodeProto node, NodeProto call, FunctionProto function)
    {
        foreach (AttributeProto attribute in node.Attribute.Where(a => a.RefAttrName.Length > 0).ToArray())
        {
            node.Attribute.Remove(attribute);
            if ((call.Find(attribute.RefAttrName) ?? function.AttributeProto.FirstOrDefault(a => a.Name == attribute.RefAttrName)) is { } value)
            {
                AttributeProto bound = value.Clone();
                bound.Name = attribute.Name;
                node.Attribute.Add(bound);
            }
        }

        foreach (NodeProto inner in InnerGraphs.Of(node).SelectMany(g => g.Node))
        {
            Bind(inner, call, function);
        }
    }

    private static void Rewrite(NodeProto node, Func<string, string> rename)
    {
        GraphNames.Replace(node.Input, rename);
        GraphNames.Replace(node.Output, rename);
        foreach (GraphProto inner in InnerGraphs.Of(node))
        {
            foreach (NodeProto inside in inner.Node)
            {
                Rewrite(inside, rename);
            }

            foreach (TensorProto tensor in inner.Initializer)
            {
                tensor.Name = rename(tensor.Name);
            }

            foreach (ValueInfoProto info in inner.Input.Concat(inner.Output))
            {
                info.Name = rename(info.Name);
            }

            inner.ValueInfo.Clear();
        }
    }

    private NetworkException Refuse(string why) => new($"{_subject} {why}; export it with operators alone (in Python: onnx.inliner.inline_local_functions).");
}

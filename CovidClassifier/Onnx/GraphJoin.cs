namespace CovidClassifier.Onnx;

/// <summary>Puts one graph behind another.</summary>
internal static class GraphJoin
{
    /// <summary>
    /// One model that runs <paramref name="first"/> and feeds its outputs to the inputs of <paramref name="second"/>. Names of <paramref name="second"/> that
    /// <paramref name="first"/> has too are changed; its outputs keep theirs (the first's tensor gets another name, unless it is an input). Outputs of
    /// <paramref name="first"/> that nothing takes are dropped.
    /// </summary>
    /// <param name="first">Not changed.</param>
    /// <param name="second">Not changed.</param>
    /// <param name="links">Output of <paramref name="first"/> to input of <paramref name="second"/>.</param>
    /// <exception cref="NetworkException">A link names no output or input.</exception>
    public static ModelProto Join(ModelProto first, ModelProto second, IReadOnlyDictionary<string, string> links)
    {
        Check(first, second, links);
        ModelProto joined = first.Clone();
        var builder = new GraphBuilder(joined.Graph);
        Dictionary<string, string> moved = MakeRoom(joined.Graph, builder, second);
        Dictionary<string, string> names = links.ToDictionary(l => l.Value, l => moved.GetValueOrDefault(l.Key, l.Key), StringComparer.Ordinal);
        names[""] = "";
        foreach (string output in moved.Keys)
        {
            names.TryAdd(output, output);
        }

        joined.Graph.Output.Clear();
        ModelProto tail = second.Clone();
        string Rename(string name)
        {
            if (!names.TryGetValue(name, out string? renamed))
            {
                names[name] = renamed = builder.FreshName(name);
            }

            return renamed;
        }

        foreach (TensorProto initializer in tail.Graph.Initializer)
        {
            initializer.Name = Rename(initializer.Name);
            joined.Graph.Initializer.Add(initializer);
        }

        HashSet<string> nodeNames = [.. joined.Graph.Node.Select(n => n.Name)];
        foreach (NodeProto node in tail.Graph.Node)
        {
            // names of nodes only serve messages, but ONNX Runtime wants no two alike
            node.Name = node.Name.Length == 0 || nodeNames.Add(node.Name) ? node.Name : "";
            GraphNames.Replace(node.Input, Rename);
            GraphNames.Replace(node.Output, Rename);
            joined.Graph.Node.Add(node);
        }

        foreach (ValueInfoProto output in tail.Graph.Output)
        {
            output.Name = Rename(output.Name);
            joined.Graph.Output.Add(output);
        }

        foreach (ValueInfoProto input in tail.Graph.Input.Where(i => !links.Values.Contains(i.Name)))
        {
            input.Name = Rename(input.Name);
            joined.Graph.Input.Add(input);
        }

        AddOpsets(joined, second);
        joined.IrVersion = Math.Max(first.IrVersion, second.IrVersion);
        GraphOrder.Prune(joined.Graph);
        return joined;
    }

    /// <summary>Gives another name to tensors of the first graph that are called like an output of the second; returns old to new.</summary>
    private static Dictionary<string, string> MakeRoom(GraphProto first, GraphBuilder builder, ModelProto second)
    {
        HashSet<string> wanted = [.. second.Graph.Output.Select(o => o.Name).Except(first.Input.Select(i => i.Name))];
        var moved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in first.Node.SelectMany(n => n.Output).Concat(first.Initializer.Select(i => i.Name)).Where(wanted.Contains))
        {
            moved[name] = builder.FreshName(name);
        }

        string Rename(string name) => moved.GetValueOrDefault(name, name);
        foreach (NodeProto node in first.Node)
        {
            GraphNames.Replace(node.Input, Rename);
            GraphNames.Replace(node.Output, Rename);
        }

        foreach (TensorProto initializer in first.Initializer)
        {
            initializer.Name = Rename(initializer.Name);
        }

        return moved;
    }

    private static void Check(ModelProto first, ModelProto second, IReadOnlyDictionary<string, string> links)
    {
        foreach ((string output, string input) in links)
        {
            if (first.Graph.Output.All(o => o.Name != output) || second.Graph.Input.All(i => i.Name != input))
            {
                throw new NetworkException($"The graphs cannot be joined: '{output}' must be an output of the first and '{input}' an input of the second.");
            }
        }
    }

    // operators used here mean the same from operator set 18 on, so the newer of two declarations serves both parts
    private static void AddOpsets(ModelProto joined, ModelProto second)
    {
        foreach (OperatorSetIdProto opset in second.OpsetImport)
        {
            Opset.Use(joined, opset.Domain, opset.Version);
        }
    }
}

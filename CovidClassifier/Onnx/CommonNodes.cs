using Google.Protobuf;

namespace CovidClassifier.Onnx;

/// <summary>Makes a graph compute once what it would compute several times.</summary>
internal static class CommonNodes
{
    /// <summary>
    /// Of nodes that do the same with the same inputs, one is kept; and of initializers that <paramref name="alike"/> gives the same key, if their contents are
    /// equal. Outputs of the graph keep their names.
    /// </summary>
    /// <param name="graph">Nodes in topological order; changed in place.</param>
    /// <param name="alike">Key of an initializer; null: not to be merged.</param>
    public static void Merge(GraphProto graph, Func<string, string?> alike)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var initializers = new Dictionary<string, List<TensorProto>>(StringComparer.Ordinal);
        foreach (TensorProto tensor in graph.Initializer)
        {
            if (alike(tensor.Name) is not { } key)
            {
                continue;
            }

            List<TensorProto> known = initializers.TryGetValue(key, out List<TensorProto>? list) ? list : initializers[key] = [];
            if (known.FirstOrDefault(k => SameContent(k, tensor)) is { } first)
            {
                names[tensor.Name] = first.Name;
            }
            else
            {
                known.Add(tensor);
            }
        }

        HashSet<string> kept = [.. graph.Output.Select(o => o.Name)];
        var nodes = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = names.GetValueOrDefault(node.Input[i], node.Input[i]);
            }

            if (node.OpType.StartsWith("Random", StringComparison.Ordinal) || node.Output.Any(kept.Contains))
            {
                continue;
            }

            if (!nodes.TryAdd(Describe(node), node))
            {
                foreach ((string output, string first) in node.Output.Zip(nodes[Describe(node)].Output))
                {
                    names[output] = first;
                }
            }
        }

        GraphOrder.Prune(graph);
    }

    private static bool SameContent(TensorProto first, TensorProto second)
    {
        if (!first.Dims.SequenceEqual(second.Dims) || first.DataType != second.DataType)
        {
            return false;
        }

        string name = second.Name;
        second.Name = first.Name;
        bool same = first.Equals(second);
        second.Name = name;
        return same;
    }

    private static string Describe(NodeProto node)
    {
        NodeProto bare = node.Clone();
        bare.Name = "";
        bare.Output.Clear();
        return $"{node.Output.Count} {bare.ToByteString().ToBase64()}";
    }
}

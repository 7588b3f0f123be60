namespace CovidClassifier.Onnx;

/// <summary>Order and reach of a graph's nodes.</summary>
internal static class GraphOrder
{
    /// <summary>Puts nodes in topological order (stable: nodes that are free to stay keep their order).</summary>
    /// <exception cref="NetworkException">The graph has a cycle, or a node reads a tensor that nothing makes.</exception>
    public static void Sort(GraphProto graph)
    {
        var known = new HashSet<string>(graph.Initializer.Select(i => i.Name).Concat(graph.Input.Select(i => i.Name)).Append(""), StringComparer.Ordinal);
        var waiting = graph.Node.ToList();
        var sorted = new List<NodeProto>(waiting.Count);
        while (waiting.Count > 0)
        {
            int before = sorted.Count;
            waiting.RemoveAll(node =>
            {
                if (!node.Input.All(known.Contains))
                {
                    return false;
                }

                sorted.Add(node);
                known.UnionWith(node.Output);
                return true;
            });

            if (sorted.Count == before)
            {
                throw new NetworkException(
                    $"The graph cannot be ordered: {waiting[0].Describe()} reads '{waiting[0].Input.First(i => !known.Contains(i))}', which nothing before it makes.");
            }
        }

        graph.Node.Clear();
        graph.Node.AddRange(sorted);
    }

    /// <summary>Removes nodes and initializers that no output needs, and unused inputs that merely repeat an initializer.</summary>
    public static void Prune(GraphProto graph)
    {
        HashSet<string> needed = Ancestors(graph, graph.Output.Select(o => o.Name));
        Keep(graph.Node, n => n.Output.Any(needed.Contains));
        Keep(graph.Initializer, i => needed.Contains(i.Name));
        var initializers = graph.Initializer.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        Keep(graph.Input, i => !initializers.Contains(i.Name));
        graph.ValueInfo.Clear();
    }

    /// <summary>All tensors that <paramref name="tensors"/> are computed from, themselves included.</summary>
    public static HashSet<string> Ancestors(GraphProto graph, IEnumerable<string> tensors)
    {
        Dictionary<string, NodeProto> makers = Makers(graph);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(tensors);
        while (open.TryPop(out string? tensor))
        {
            if (tensor.Length > 0 && seen.Add(tensor) && makers.TryGetValue(tensor, out NodeProto? node))
            {
                foreach (string input in node.Input)
                {
                    open.Push(input);
                }
            }
        }

        return seen;
    }

    /// <summary>For each tensor, the node that makes it.</summary>
    public static Dictionary<string, NodeProto> Makers(GraphProto graph)
    {
        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output.Where(o => o.Length > 0))
            {
                makers[output] = node;
            }
        }

        return makers;
    }

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> list, Func<T, bool> wanted)
    {
        T[] kept = [.. list.Where(wanted)];
        list.Clear();
        list.AddRange(kept);
    }
}

using CovidClassifier.Foundation;
namespace CovidClassifier.Onnx;

/// <summary>Order and reach of a graph's nodes. Every question takes time in proportion to the graph.</summary>
internal static class GraphOrder
{
    /// <summary>Puts nodes in topological order (stable: nodes that are free to stay keep their order).</summary>
    /// <exception cref="NetworkException">The graph has a cycle, or a node reads a tensor that nothing makes.</exception>
    public static void Sort(GraphProto graph)
    {
        NodeProto[] nodes = [.. graph.Node];
        Dictionary<string, int> makers = [];
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (string output in nodes[i].Output.Where(o => o.Length > 0))
            {
                makers[output] = i;
            }
        }

        var missing = new int[nodes.Length];
        var readers = new List<int>?[nodes.Length];
        var known = new HashSet<string>(graph.Initializer.Select(i => i.Name).Concat(graph.Input.Select(i => i.Name)).Append(""), StringComparer.Ordinal);
        for (int i = 0; i < nodes.Length; i++)
        {
            foreach (string input in nodes[i].Reads().Where(r => !known.Contains(r)))
            {
                int maker = makers.TryGetValue(input, out int found) ? found : throw Refuse(nodes[i], input, "which nothing makes");
                (readers[maker] ??= []).Add(i);
                missing[i]++;
            }
        }

        var free = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Length).Where(i => missing[i] == 0).Select(i => (i, i)));
        graph.Node.Clear();
        while (free.TryDequeue(out int next, out _))
        {
            graph.Node.Add(nodes[next]);
            foreach (int reader in readers[next] ?? [])
            {
                if (--missing[reader] == 0)
                {
                    free.Enqueue(reader, reader);
                }
            }
        }

        if (graph.Node.Count < nodes.Length)
        {
            NodeProto stuck = nodes[Array.FindIndex(missing, m => m > 0)];
            known.UnionWith(graph.Node.SelectMany(n => n.Output));
            throw Refuse(stuck, stuck.Reads().First(r => !known.Contains(r)), "which is computed from what this node makes: the graph runs in a circle");
        }
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
                foreach (string input in node.Reads())
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

    private static NetworkException Refuse(NodeProto node, string input, string why) =>
        new($"The graph cannot be ordered: {node.Describe()} reads '{ShownText.Name(input)}', {why}.");
}

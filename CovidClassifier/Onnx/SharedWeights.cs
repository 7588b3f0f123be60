namespace CovidClassifier.Onnx;

/// <summary>
/// PyTorch writes parameters that happen to have equal values (scales of 1, biases of 0) once, and the others as `Identity` of it. They are different
/// parameters, which training moves apart, so each gets an initializer of its own again under its own name.
/// </summary>
internal static class SharedWeights
{
    /// <summary>Replaces each Identity of an initializer by a copy; nodes must be in topological order.</summary>
    public static void Separate(GraphProto graph)
    {
        HashSet<string> outputs = [.. graph.Output.Select(o => o.Name)];
        Dictionary<string, TensorProto> known = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        var replaced = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (NodeProto node in graph.Node.Where(n => n.OpType == "Identity" && !outputs.Contains(n.Output[0])))
        {
            if (known.TryGetValue(node.Input[0], out TensorProto? source))
            {
                TensorProto copy = source.Clone();
                copy.Name = node.Output[0];
                graph.Initializer.Add(copy);
                known[copy.Name] = copy;
                replaced.Add(node);
            }
        }

        NodeProto[] kept = [.. graph.Node.Where(n => !replaced.Contains(n))];
        graph.Node.Clear();
        graph.Node.AddRange(kept);
        GraphOrder.Prune(graph);
    }
}

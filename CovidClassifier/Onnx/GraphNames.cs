namespace CovidClassifier.Onnx;

/// <summary>Changes names of tensors.</summary>
internal static class GraphNames
{
    /// <summary>Gives a tensor another name wherever the graph speaks of it: nodes, initializers, inputs and outputs.</summary>
    /// <param name="graph">Changed in place.</param>
    /// <param name="name">The present name; where nothing has it, nothing changes.</param>
    /// <param name="renamed">Must not be taken.</param>
    public static void Rename(GraphProto graph, string name, string renamed)
    {
        foreach (NodeProto node in graph.Node)
        {
            Replace(node.Input, name, renamed);
            Replace(node.Output, name, renamed);
        }

        foreach (TensorProto initializer in graph.Initializer.Where(i => i.Name == name))
        {
            initializer.Name = renamed;
        }

        foreach (ValueInfoProto info in graph.Input.Concat(graph.Output).Where(i => i.Name == name))
        {
            info.Name = renamed;
        }

        graph.ValueInfo.Clear();
    }

    private static void Replace(Google.Protobuf.Collections.RepeatedField<string> names, string name, string renamed)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = names[i] == name ? renamed : names[i];
        }
    }
}

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

    /// <summary>Renames what a node reads and makes, in its inner graphs too.</summary>
    public static void Replace(NodeProto node, Func<string, string> rename)
    {
        Replace(node.Input, rename);
        Replace(node.Output, rename);
        foreach (GraphProto inner in InnerGraphs.Of(node))
        {
            foreach (NodeProto inside in inner.Node)
            {
                Replace(inside, rename);
            }

            foreach (ValueInfoProto output in inner.Output)
            {
                output.Name = rename(output.Name);
            }
        }
    }

    /// <summary>Renames every entry of a list.</summary>
    public static void Replace(Google.Protobuf.Collections.RepeatedField<string> names, Func<string, string> rename)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = rename(names[i]);
        }
    }

    private static void Replace(Google.Protobuf.Collections.RepeatedField<string> names, string name, string renamed)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = names[i] == name ? renamed : names[i];
        }
    }
}

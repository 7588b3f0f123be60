namespace CovidClassifier.Onnx;

/// <summary>Takes the part of a graph that lies between tensors.</summary>
internal static class GraphCut
{
    /// <summary>
    /// A model of its own that computes <paramref name="outputs"/> from <paramref name="inputs"/> (tensors of the graph, which become its inputs) and from
    /// whatever of the original inputs is still needed. Initializers come along.
    /// </summary>
    /// <param name="model">The whole network; not changed.</param>
    /// <param name="inputs">Declarations of the tensors to cut at; empty keeps the network's own inputs.</param>
    /// <param name="outputs">Declarations of the tensors to compute; a shape may be left out.</param>
    /// <exception cref="NetworkException">A named tensor is not in the graph.</exception>
    public static ModelProto Between(ModelProto model, IReadOnlyList<ValueInfoProto> inputs, IReadOnlyList<ValueInfoProto> outputs)
    {
        HashSet<string> all =
            [.. model.Graph.Node.SelectMany(n => n.Output), .. model.Graph.Input.Select(i => i.Name), .. model.Graph.Initializer.Select(i => i.Name)];
        if (inputs.Concat(outputs).FirstOrDefault(v => !all.Contains(v.Name)) is { } unknown)
        {
            throw new NetworkException($"The network has no tensor '{unknown.Name}' to cut at.");
        }

        ModelProto part = model.Clone();
        HashSet<string> cut = [.. inputs.Select(i => i.Name)];
        foreach (NodeProto node in part.Graph.Node)
        {
            for (int i = 0; i < node.Output.Count; i++)
            {
                if (cut.Contains(node.Output[i]))
                {
                    node.Output[i] = node.Output.Count == 1 ? $"{node.Output[i]}/cut" : "";
                }
            }
        }

        part.Graph.Input.Clear();
        part.Graph.Input.AddRange(inputs.Select(i => i.Clone()));
        part.Graph.Output.Clear();
        part.Graph.Output.AddRange(outputs.Select(o => o.Clone()));
        GraphOrder.Prune(part.Graph);
        HashSet<string> made = [.. part.Graph.Node.SelectMany(n => n.Output), .. part.Graph.Initializer.Select(i => i.Name), .. cut];
        HashSet<string> read = [.. part.Graph.Node.SelectMany(n => n.Input)];
        part.Graph.Input.AddRange(model.Graph.Input.Where(i => read.Contains(i.Name) && !made.Contains(i.Name)).Select(i => i.Clone()));
        return part;
    }
}

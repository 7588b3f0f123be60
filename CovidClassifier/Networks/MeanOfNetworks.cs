using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// Several trained networks as one: its probabilities are the mean of theirs. What they have in common (a pre-trained front that all leave as it is) is in the
/// graph once.
/// </summary>
internal static class MeanOfNetworks
{
    /// <summary>
    /// Further output, float [N]: by how much the networks differ, the largest difference between any two in the probability of any class, 0 to 1.
    /// </summary>
    public const string Disagreement = "Disagreement";

    /// <summary>The logits of the first network, within the graph.</summary>
    public const string FirstLogits = "member_logits";

    // far below any probability that matters, far above where single precision ends
    private const float Least = 1e-30f;

    /// <summary>One network whose logits are the logarithms of the mean probabilities, one per class (two for networks of one logit).</summary>
    /// <param name="networks">One or more, of one input size and one number of classes; not changed. One alone is returned as it is.</param>
    /// <param name="isOfMembers">Whether the graph tells by how much they differ; views of one network are no members.</param>
    /// <exception cref="ArgumentException">They do not fit each other.</exception>
    public static NetworkGraph Of(IReadOnlyList<NetworkGraph> networks, bool isOfMembers = true)
    {
        NetworkGraph first = networks.Count > 0 ? networks[0] : throw new ArgumentException("A mean needs a network, got none.", nameof(networks));
        if (networks.Count == 1)
        {
            return first;
        }

        int classes = Math.Max(first.Outputs, 2);
        if (networks.Any(n => n.Width != first.Width || n.Height != first.Height || Math.Max(n.Outputs, 2) != classes))
        {
            throw new ArgumentException(
                $"Networks of one mean must have one input size and one number of classes, got " +
                    $"{string.Join(", ", networks.Select(n => $"{n.Width} x {n.Height} with {Math.Max(n.Outputs, 2)}"))}.",
                nameof(networks));
        }

        ModelProto model = OnnxFile.Create("mean");
        var builder = new GraphBuilder(model.Graph);
        builder.Input(NetworkGraph.Pixels, -1, 1, first.Height, first.Width);
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] logits = [.. networks.Select(n => Append(model, builder, n, origins))];
        string[] probabilities = [.. logits.Zip(networks, (name, n) => Probabilities(builder, name, n.Outputs))];
        string sum = probabilities.Aggregate((a, b) => builder.Add("Add", [a, b]));
        string mean = builder.Add("Mul", [sum, builder.Constant(1f / networks.Count)]);
        builder.AddAs(NetworkGraph.Logits, "Log", [builder.Add("Clip", [mean, builder.Constant(Least), builder.Constant(1f)])]);
        builder.Output(NetworkGraph.Logits, -1, classes);
        if (isOfMembers)
        {
            string spread = builder.Add("Sub", [builder.Add("Max", probabilities), builder.Add("Min", probabilities)]);
            builder.AddAs(Disagreement, "ReduceMax", [spread, builder.Constant(1)], Attributes.Of("keepdims", 0));
            builder.Output(Disagreement, -1);
        }

        CommonNodes.Merge(model.Graph, origins.GetValueOrDefault);
        return new NetworkGraph(model, first.Width, first.Height, classes)
        {
            Notes = [.. networks.SelectMany(n => n.Notes).Distinct()],
            KeptOutputs = networks.Max(n => n.KeptOutputs),
        };
    }

    /// <summary>Adds a network's nodes and weights under fresh names; returns the name of its logits.</summary>
    private static string Append(ModelProto model, GraphBuilder builder, NetworkGraph network, Dictionary<string, string> origins)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "", [NetworkGraph.Pixels] = NetworkGraph.Pixels };
        string Rename(string name)
        {
            if (!names.TryGetValue(name, out string? fresh))
            {
                names[name] = fresh = builder.FreshName(name == NetworkGraph.Logits ? FirstLogits : name == Disagreement ? "member_disagreement" : name);
            }

            return fresh;
        }

        foreach (TensorProto initializer in network.Model.Graph.Initializer)
        {
            TensorProto copy = initializer.Clone();
            copy.Name = Rename(initializer.Name);
            origins[copy.Name] = initializer.Name;
            model.Graph.Initializer.Add(copy);
        }

        foreach (NodeProto node in network.Model.Graph.Node)
        {
            NodeProto copy = node.Clone();
            copy.Name = "";
            for (int i = 0; i < copy.Input.Count; i++)
            {
                copy.Input[i] = Rename(copy.Input[i]);
            }

            for (int i = 0; i < copy.Output.Count; i++)
            {
                copy.Output[i] = Rename(copy.Output[i]);
            }

            model.Graph.Node.Add(copy);
        }

        foreach (OperatorSetIdProto opset in network.Model.OpsetImport)
        {
            Opset.Use(model, opset.Domain, opset.Version);
        }

        model.IrVersion = Math.Max(model.IrVersion, network.Model.IrVersion);
        return names[NetworkGraph.Logits];
    }

    private static string Probabilities(GraphBuilder builder, string logits, int outputs) =>
        builder.Add("Softmax", [outputs == 1 ? Pair(builder, logits) : logits], Attributes.Of("axis", 1));

    // softmax of (-z/2, z/2) is (1 - sigmoid(z), sigmoid(z)); made without a tensor of numbers, which would count as weights
    private static string Pair(GraphBuilder builder, string logit)
    {
        string half = builder.Add("Mul", [logit, builder.Constant(0.5f)]);
        return builder.Add("Concat", [builder.Add("Neg", [half]), half], Attributes.Of("axis", 1));
    }
}

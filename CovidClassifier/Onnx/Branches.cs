namespace CovidClassifier.Onnx;

/// <summary>
/// Puts the branch that is taken in the place of each If whose condition does not depend on the image: PyTorch writes them where the number of axes or a length
/// decides (a squeeze, a padding to even sizes), and for an input of a fixed size there is but one way.
/// </summary>
internal static class Branches
{
    // a branch in a branch, or one whose condition comes from another
    private const int MostRounds = GraphLimits.MostDepth;

    /// <summary>Changes the graph in place; one without branches stays as it is.</summary>
    /// <param name="model">As <see cref="GraphGate"/> lets it through.</param>
    /// <param name="input">The image input, for one image.</param>
    /// <exception cref="NetworkException">A condition depends on the image.</exception>
    public static void Settle(ModelProto model, ValueInfoProto input)
    {
        for (int round = 0; model.Graph.Node.Any(InnerGraphs.Any); round++)
        {
            GraphOrder.Sort(model.Graph);
            Dictionary<string, bool> conditions = Conditions(model, input);
            NodeProto[] settled = [.. model.Graph.Node.Where(n => InnerGraphs.Any(n) && conditions.ContainsKey(n.Input[0]))];
            if (settled.Length == 0 || round == MostRounds)
            {
                throw new NetworkException(
                    $"The network holds {model.Graph.Node.First(InnerGraphs.Any).Describe()}, whose branch depends on the image; export it without control " +
                        $"flow.");
            }

            var builder = new GraphBuilder(model.Graph);
            foreach (NodeProto node in settled)
            {
                Inline(builder, node, conditions[node.Input[0]] ? "then_branch" : "else_branch");
            }

            NodeProto[] kept = [.. model.Graph.Node.Except(settled, ReferenceEqualityComparer.Instance).Cast<NodeProto>()];
            model.Graph.Node.Clear();
            model.Graph.Node.AddRange(kept);
        }
    }

    /// <summary>The conditions that no other branch comes before, as far as they are constant.</summary>
    private static Dictionary<string, bool> Conditions(ModelProto model, ValueInfoProto input)
    {
        HashSet<string> branched = new(StringComparer.Ordinal);
        HashSet<string> asked = new(StringComparer.Ordinal);
        foreach (NodeProto node in model.Graph.Node)
        {
            bool isBranch = InnerGraphs.Any(node);
            bool isBehind = node.Reads().Any(branched.Contains);
            if (isBranch && !branched.Contains(node.Input[0]))
            {
                asked.Add(node.Input[0]);
            }

            branched.UnionWith(isBranch || isBehind ? node.Output : []);
        }

        ModelProto part = GraphCut.Between(model, [], [.. asked.Select(a => new ValueInfoProto { Name = a })]);
        if (part.Graph.Input.FirstOrDefault(i => i.Name == input.Name) is { } declared)
        {
            part.Graph.Input.Remove(declared);
            part.Graph.Input.Add(input.Clone());
        }

        GraphProto settled = part.Graph.Node.Count == 0 ? part.Graph : SettledGraph.Of(part).Model.Graph;
        return settled.Initializer.Where(i => asked.Contains(i.Name) && i.Count() == 1).ToDictionary(i => i.Name, IsTrue, StringComparer.Ordinal);
    }

    private static bool IsTrue(TensorProto condition) => condition.RawData.IsEmpty ? condition.Int32Data[0] != 0 : condition.RawData[0] != 0;

    private static void Inline(GraphBuilder builder, NodeProto node, string branch)
    {
        GraphProto taken = node.Find(branch)?.G ?? throw new NetworkException($"The network holds {node.Describe()} without its '{branch}'.");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string own in taken.Initializer.Select(i => i.Name).Concat(taken.Node.SelectMany(n => n.Output)).Where(o => o.Length > 0))
        {
            names[own] = builder.FreshName(own);
        }

        string Rename(string name) => names.GetValueOrDefault(name, name);
        foreach (TensorProto weight in taken.Initializer)
        {
            TensorProto copy = weight.Clone();
            copy.Name = Rename(copy.Name);
            builder.Graph.Initializer.Add(copy);
        }

        foreach (NodeProto inner in taken.Node)
        {
            NodeProto copy = inner.Clone();
            copy.Name = "";
            GraphNames.Replace(copy, Rename);
            builder.Graph.Node.Add(copy);
        }

        foreach ((string output, ValueInfoProto inner) in node.Output.Zip(taken.Output).Where(pair => pair.First.Length > 0))
        {
            builder.AddAs(output, "Identity", [Rename(inner.Name)]);
        }
    }
}

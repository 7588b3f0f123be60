namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Appends to a graph the nodes that compute d loss / d parameter, by walking its nodes backwards from one tensor (reverse-mode differentiation).
/// </summary>
internal static class GradientGraph
{
    /// <summary>
    /// Adds the gradient's nodes to <paramref name="builder"/>'s graph and returns each parameter's gradient tensor; a parameter that the loss does not depend
    /// on is absent.
    /// </summary>
    /// <param name="builder">A graph in topological order, in operator set 18 or newer, with fixed input sizes.</param>
    /// <param name="shapes">Shapes of the graph's tensors.</param>
    /// <param name="from">The tensor whose gradient is given, for example the logits.</param>
    /// <param name="gradient">d loss / d <paramref name="from"/>, already in the graph, of the same shape.</param>
    /// <param name="parameters">Names of the float tensors to differentiate by: initializers, graph inputs or tensors between.</param>
    /// <exception cref="NetworkException">An operator on the path has no gradient; the message names each operator and node.</exception>
    public static Dictionary<string, string> Append(
        GraphBuilder builder, Shapes shapes, string from, string gradient, IReadOnlyCollection<string> parameters) =>
        Append(builder, shapes, [(from, gradient)], parameters);

    /// <summary>The same from several tensors whose gradients are given; where one is computed from another, the gradients add up.</summary>
    /// <inheritdoc cref="Append(GraphBuilder, Shapes, string, string, IReadOnlyCollection{string})"/>
    public static Dictionary<string, string> Append(
        GraphBuilder builder, Shapes shapes, IReadOnlyList<(string Tensor, string Gradient)> from, IReadOnlyCollection<string> parameters)
    {
        NodeProto[] forward = [.. builder.Graph.Node];
        HashSet<string> reachesLoss = GraphOrder.Ancestors(builder.Graph, from.Select(f => f.Tensor));
        HashSet<string> path = FindPath(forward, reachesLoss, parameters);
        var tape = new GradientTape(builder, path);
        foreach ((string tensor, string gradient) in from)
        {
            tape.Accumulate(tensor, gradient);
        }

        Dictionary<string, TensorProto> constants = builder.Graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        foreach (NodeProto node in Enumerable.Reverse(forward))
        {
            if (node.Output.Any(o => path.Contains(o) && tape.Gradient(o) is not null))
            {
                GradientCatalogue.Find(node)!.Build(new GradientScope(node, builder, shapes, tape, constants.GetValueOrDefault));
            }
        }

        return parameters.Select(p => (p, g: tape.Gradient(p))).Where(pair => pair.g is not null)
            .ToDictionary(pair => pair.p, pair => pair.g!, StringComparer.Ordinal);
    }

    /// <summary>The tensors that depend on a parameter and reach the loss; refuses the graph where an operator among them has no gradient.</summary>
    private static HashSet<string> FindPath(NodeProto[] forward, HashSet<string> reachesLoss, IEnumerable<string> parameters)
    {
        var path = new HashSet<string>(parameters, StringComparer.Ordinal);
        var missing = new List<NodeProto>();
        foreach (NodeProto node in forward.Where(n => n.Output.Any(reachesLoss.Contains)))
        {
            IOperatorGradient? known = GradientCatalogue.Find(node);
            bool onPath = Enumerable.Range(0, node.Input.Count).Any(i => path.Contains(node.Input[i]) && known?.IsDifferentiable(node, i) != false);
            if (!onPath)
            {
                continue;
            }

            path.UnionWith(node.Output.Where(o => o.Length > 0));
            if (known is null)
            {
                missing.Add(node);
            }
        }

        return missing.Count == 0
            ? path
            : throw new NetworkException(
                $"The network cannot be trained: no gradient is known for {string.Join(", ", missing.Select(n => n.Describe()).Take(20))}"
                + (missing.Count > 20 ? $" and {missing.Count - 20} more" : "")
                + ". Freeze these nodes and what stands before them, or replace the operators.");
    }
}

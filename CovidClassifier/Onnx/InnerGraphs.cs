namespace CovidClassifier.Onnx;

/// <summary>Graphs that attributes of a node hold: the branches of an If, the body of a Loop.</summary>
internal static class InnerGraphs
{
    public static IEnumerable<GraphProto> Of(NodeProto node) =>
        node.Attribute.SelectMany(a => a.G is null ? a.Graphs : a.Graphs.Prepend(a.G));

    /// <summary>Whether the node's attributes are, or are said to be, graphs.</summary>
    public static bool Any(NodeProto node) => node.Attribute.Any(a =>
        a.G is not null || a.Graphs.Count > 0 || a.Type is AttributeProto.Types.AttributeType.Graph or AttributeProto.Types.AttributeType.Graphs);

    /// <summary>Names of tensors that the node computes from: its inputs, and what its inner graphs read of the graph around them.</summary>
    public static IEnumerable<string> Reads(this NodeProto node) =>
        node.Attribute.Count == 0 || !Any(node) ? node.Input : node.Input.Concat(Of(node).SelectMany(Captured)).Distinct();

    private static IEnumerable<string> Captured(GraphProto graph)
    {
        HashSet<string> own =
        [
            "", .. graph.Input.Select(i => i.Name), .. graph.Initializer.Select(i => i.Name), .. graph.Node.SelectMany(n => n.Output),
        ];
        return graph.Node.SelectMany(Reads).Concat(graph.Output.Select(o => o.Name)).Where(name => !own.Contains(name));
    }
}

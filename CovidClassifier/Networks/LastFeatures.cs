using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Networks;

/// <summary>
/// What the last layers of a network read that multiply with constants, whatever stands behind them: a normalisation, a limit, a choice among the outputs, the
/// mean over several networks or over an image and its mirror image.
/// </summary>
internal static class LastFeatures
{
    private static readonly HashSet<string> LayerTypes = new(StringComparer.Ordinal)
    {
        "Gemm", "MatMul", "Conv", "ConvTranspose", "FusedConv", "FusedGemm", "FusedMatMul", "QLinearConv", "QLinearMatMul", "ConvInteger", "MatMulInteger",
        "LinearClassifier", "LinearRegressor", "SVMClassifier", "SVMRegressor", "TreeEnsembleClassifier", "TreeEnsembleRegressor",
    };

    // from floats to whole numbers: what they read are the features still
    private static readonly HashSet<string> Rounding = new(StringComparer.Ordinal) { "QuantizeLinear", "DynamicQuantizeLinear" };

    /// <summary>Finds them.</summary>
    /// <param name="graph">Nodes in topological order.</param>
    /// <param name="end">The tensor to go back from.</param>
    /// <returns>Each once, the last in the graph first; empty where a path from the input to the end crosses no such layer.</returns>
    public static IReadOnlyList<string> Of(GraphProto graph, string end)
    {
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        return [.. Layers(graph, end).Select(layer => BeforeRounding(layer.Features, makers)).Distinct()];
    }

    /// <summary>A last layer that nothing can be learned by, as a tree or a product of whole numbers; null: there is none.</summary>
    /// <inheritdoc cref="Of"/>
    public static NodeProto? LayerWithoutGradient(GraphProto graph, string end) =>
        Layers(graph, end).Select(layer => layer.Node).FirstOrDefault(node => GradientCatalogue.Find(node) is null);

    private static IReadOnlyList<(NodeProto Node, string Features)> Layers(GraphProto graph, string end)
    {
        HashSet<string> live = [.. graph.Input.Select(i => i.Name)];
        foreach (NodeProto node in graph.Node.Where(n => n.Input.Any(live.Contains)))
        {
            live.UnionWith(node.Output.Where(o => o.Length > 0));
        }

        var asked = new HashSet<string>(StringComparer.Ordinal) { end };
        var layers = new List<(NodeProto, string)>();
        foreach (NodeProto node in Enumerable.Reverse(graph.Node).Where(n => n.Output.Any(asked.Contains)))
        {
            asked.ExceptWith(node.Output);
            string[] read = [.. node.Input.Where(live.Contains).Distinct()];
            if (IsEnd(node, read))
            {
                layers.Add((node, node.Input.First(live.Contains)));
            }
            else
            {
                asked.UnionWith(read);
            }
        }

        return asked.Any(live.Contains) ? [] : layers;
    }

    // a product of two tensors that both depend on the image is no layer; whole numbers bring their zero point along
    private static bool IsEnd(NodeProto node, string[] read) => node.OpType is "DynamicQuantizeLinear"
        || (LayerTypes.Contains(node.OpType) && (read.Length == 1 || (node.OpType is "ConvInteger" or "MatMulInteger" && !read.Contains(node.Input[1]))));

    private static string BeforeRounding(string tensor, Dictionary<string, NodeProto> makers)
    {
        while (makers.TryGetValue(tensor, out NodeProto? node) && Rounding.Contains(node.OpType))
        {
            tensor = node.Input[0];
        }

        return tensor;
    }
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Onnx;

/// <summary>
/// Replaces nodes whose inputs are all constant by their values, which ONNX Runtime computes, so that shape arithmetic (Shape, Gather, Concat before a Reshape) and weights made by
/// nodes become plain initializers.
/// </summary>
internal static class ConstantFolding
{
    private static readonly HashSet<string> Random = new(StringComparer.Ordinal)
    {
        "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial",
    };

    /// <summary>Folds in place.</summary>
    /// <param name="model">Nodes in topological order.</param>
    /// <param name="keep">Initializers that are not constants here (they are trained), and whose dependants therefore stay.</param>
    /// <param name="shapes">Where given, Shape nodes count as constant too: the inputs' sizes are fixed.</param>
    public static void Apply(ModelProto model, IReadOnlySet<string> keep, Shapes? shapes = null)
    {
        GraphProto graph = model.Graph;
        var constant = graph.Initializer.Select(i => i.Name).Where(n => !keep.Contains(n)).Append("").ToHashSet(StringComparer.Ordinal);
        var folded = new List<NodeProto>();
        foreach (NodeProto node in graph.Node)
        {
            if (node.OpType == "Shape" && shapes is not null)
            {
                MakeConstant(node, shapes);
            }

            bool foldable = node.Input.All(constant.Contains) && !Random.Contains(node.OpType)
                && node.Attribute.All(a => a.Type is not (AttributeProto.Types.AttributeType.Graph or AttributeProto.Types.AttributeType.Graphs));
            if (foldable)
            {
                constant.UnionWith(node.Output);
                folded.Add(node);
            }
        }

        if (folded.Count > 0)
        {
            Replace(model, folded);
        }
    }

    private static void MakeConstant(NodeProto node, Shapes shapes)
    {
        long[] shape = shapes[node.Input[0]];
        int start = Clamp(node.Int("start", 0), shape.Length);
        int end = Clamp(node.Int("end", shape.Length), shape.Length);
        long[] part = start < end ? shape[start..end] : [];
        node.OpType = "Constant";
        node.Input.Clear();
        node.Attribute.Clear();
        node.Attribute.Add(Attributes.Of("value", Tensors.Of("", part, part.Length)));
    }

    private static int Clamp(long index, int rank) => (int)Math.Clamp(index < 0 ? index + rank : index, 0, rank);

    private static void Replace(ModelProto model, List<NodeProto> folded)
    {
        GraphProto graph = model.Graph;
        var gone = new HashSet<NodeProto>(folded, ReferenceEqualityComparer.Instance);
        HashSet<string> made = [.. folded.SelectMany(n => n.Output)];
        HashSet<string> wanted = [.. graph.Node.Where(n => !gone.Contains(n)).SelectMany(n => n.Input), .. graph.Output.Select(o => o.Name)];
        string[] results = [.. made.Where(wanted.Contains).Where(n => n.Length > 0)];

        if (results.Length > 0)
        {
            ModelProto part = GraphCut.Between(model, [], [.. results.Select(r => new ValueInfoProto { Name = r })]);
            using var session = new OnnxSession(part, optimize: false);
            using var nothing = new NamedValues();
            using NamedValues values = session.Run(nothing, results);
            graph.Initializer.AddRange(results.Select(r => ToTensor(r, values[r])));
        }

        NodeProto[] kept = [.. graph.Node.Where(n => !gone.Contains(n))];
        graph.Node.Clear();
        graph.Node.AddRange(kept);
        GraphOrder.Prune(graph);
    }

    private static TensorProto ToTensor(string name, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)info.ElementDataType,
            RawData = info.ElementDataType == TensorElementType.String
                ? throw new NetworkException($"Tensor '{name}' holds text; the network cannot be folded.")
                : Google.Protobuf.ByteString.CopyFrom(value.GetTensorMutableRawData()),
        };
        tensor.Dims.AddRange(info.Shape);
        return tensor;
    }
}

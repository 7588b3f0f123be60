using CovidClassifier.Foundation;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace CovidClassifier.Onnx;

/// <summary>
/// Replaces nodes whose inputs are all constant by their values, which ONNX Runtime computes, so that shape arithmetic (Shape, Gather, Concat before a Reshape)
/// and weights made by nodes become plain initializers. Nothing is computed before its size is known and found small enough: where a size is itself computed,
/// that happens in a round of its own.
/// </summary>
internal static class ConstantFolding
{
    // a size that is computed from a size, and so on
    private const int MostRounds = 32;

    private static readonly HashSet<string> Random = new(StringComparer.Ordinal)
    {
        "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial",
    };

    /// <summary>Folds in place.</summary>
    /// <param name="model">Nodes in topological order.</param>
    /// <param name="keep">Initializers that are not constants here (they are trained), and whose dependants therefore stay.</param>
    /// <param name="shapes">Where given, Shape nodes of tensors that it knows count as constant too: the inputs' sizes are fixed.</param>
    /// <returns>Whether anything was folded.</returns>
    /// <exception cref="NetworkException">The constants take more than <see cref="GraphLimits.MostConstantBytes"/>.</exception>
    public static bool Apply(ModelProto model, IReadOnlySet<string> keep, Shapes? shapes = null)
    {
        if (shapes is not null)
        {
            foreach (NodeProto node in model.Graph.Node.Where(n => n.OpType == "Shape" && shapes.Knows(n.Input[0])))
            {
                MakeConstant(node, shapes[node.Input[0]]);
            }
        }

        long budget = GraphLimits.MostConstantBytes;
        int rounds = 0;
        while (rounds < MostRounds && Constants(model.Graph, keep) is { Count: > 0 } constants
            && FoldableNow(model, constants, ref budget) is { Count: > 0 } foldable)
        {
            Replace(model, foldable);
            rounds++;
        }

        return rounds > 0;
    }

    private static List<NodeProto> Constants(GraphProto graph, IReadOnlySet<string> keep)
    {
        var constant = graph.Initializer.Select(i => i.Name).Where(n => !keep.Contains(n)).Append("").ToHashSet(StringComparer.Ordinal);
        var found = new List<NodeProto>();
        foreach (NodeProto node in graph.Node.Where(n => n.Input.All(constant.Contains) && !Random.Contains(n.OpType) && !InnerGraphs.Any(n)))
        {
            constant.UnionWith(node.Output);
            found.Add(node);
        }

        return found;
    }

    /// <summary>Those of the constant nodes whose size is known before anything is computed.</summary>
    private static List<NodeProto> FoldableNow(ModelProto model, List<NodeProto> constants, ref long budget)
    {
        ModelProto part = new() { IrVersion = model.IrVersion, Graph = new GraphProto { Name = "constants" } };
        part.OpsetImport.AddRange(model.OpsetImport);
        part.Graph.Node.AddRange(constants);
        HashSet<string> read = [.. constants.SelectMany(n => n.Input)];
        part.Graph.Initializer.AddRange(model.Graph.Initializer.Where(i => read.Contains(i.Name)));
        var sizes = StaticSizes.Infer(part);
        var given = part.Graph.Initializer.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var foldable = new List<NodeProto>();
        foreach (NodeProto node in constants)
        {
            if (!node.Input.All(i => i.Length == 0 || sizes.Knows(i)) || !SizeSteering.Of(node).All(given.Contains) || !sizes.AreTensors(node.Output))
            {
                sizes.Forget(node.Output);
                continue;
            }

            if (!node.Output.All(o => o.Length == 0 || sizes.Knows(o)) && SizeSteering.Steers(node) && !SizeSteering.OnlyChooses(node))
            {
                sizes.Forget(node.Output);
                continue;
            }

            budget -= node.Output.Where(o => o.Length > 0).Sum(o => sizes.BytesOf(node, o));
            foldable.Add(budget >= 0 ? node : throw new NetworkException(
                $"{node.Describe()} computes a constant of shape [{string.Join(',', sizes.Shape(node.Output[0]) ?? [])}]; the constants of a network may " +
                    $"take {GraphLimits.MostConstantBytes} bytes together."));
        }

        return foldable;
    }

    private static void MakeConstant(NodeProto node, long[] shape)
    {
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
        HashSet<string> wanted = [.. graph.Node.Where(n => !gone.Contains(n)).SelectMany(InnerGraphs.Reads), .. graph.Output.Select(o => o.Name)];
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
                ? throw new NetworkException($"Tensor '{ShownText.Name(name)}' holds text; the network cannot be folded.")
                : Google.Protobuf.ByteString.CopyFrom(value.GetTensorMutableRawData()),
        };
        tensor.Dims.AddRange(info.Shape);
        return tensor;
    }
}

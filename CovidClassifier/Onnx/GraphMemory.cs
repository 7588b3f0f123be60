using CovidClassifier.Foundation;
namespace CovidClassifier.Onnx;

/// <summary>How much memory a graph takes while it runs on inputs of a fixed size, found without running it.</summary>
internal static class GraphMemory
{
    // three channels of 512 x 512, and room
    private const ulong MostInputs = 1UL << 20;

    /// <summary>Refuses a graph whose tensors take too much, or as much as the contents of an image say.</summary>
    /// <param name="model">Nodes in topological order, input sizes fixed; not changed.</param>
    /// <param name="images">How many images its inputs hold.</param>
    /// <exception cref="NetworkException">More than <see cref="GraphLimits.MostImageBytes"/> for each image at a time, more constants than
    /// <see cref="GraphLimits.MostConstantBytes"/>, or a size that depends on the image.</exception>
    /// <returns>The graph as far as it was computed.</returns>
    public static SettledGraph Require(ModelProto model, long images = 1)
    {
        var graph = SettledGraph.Of(model);
        (ModelProto settled, StaticSizes sizes) = graph;
        HashSet<string> given = [.. settled.Graph.Initializer.Select(i => i.Name)];
        foreach (NodeProto node in settled.Graph.Node)
        {
            bool isOpen = SizeSteering.Steers(node) && node.Output.Any(o => o.Length > 0 && !sizes.Knows(o));
            if (isOpen || !SizeSteering.Of(node).All(given.Contains))
            {
                throw new NetworkException(
                    $"The size of what {node.Describe()} makes depends on what the image shows; a network whose sizes follow from the size of its input is " +
                        $"needed.");
            }
        }

        RequirePeak(settled.Graph, sizes, images);
        return graph;
    }

    /// <summary>The same for a graph whose inputs leave the number of rows open: of one row.</summary>
    /// <param name="model">Nodes in topological order; not changed.</param>
    /// <exception cref="NetworkException">As for <see cref="Require"/>, or an input is larger than any image.</exception>
    public static void RequireOfOneRow(ModelProto model)
    {
        ModelProto single = EachRow.ForOne(model.Clone());
        foreach (ValueInfoProto input in single.Graph.Input)
        {
            long[] shape = input.Shape() is [_, .. var rest] && rest.All(d => d > 0)
                && rest.Aggregate((UInt128)1, (size, d) => UInt128.Min(size * (ulong)d, MostInputs + 1)) <= MostInputs
                ? [1, .. rest]
                : throw new NetworkException(
                    $"its input '{ShownText.Name(input.Name)}' must be [N,...] of fixed sizes and at most {MostInputs} numbers, got " +
                    $"[{string.Join(',', input.Shape() ?? [])}].");
            input.Type = ValueInfos.Of(input.Name, (TensorProto.Types.DataType)input.Type.TensorType.ElemType, shape).Type;
        }

        Require(single);
    }

    private static void RequirePeak(GraphProto graph, StaticSizes sizes, long images)
    {
        Dictionary<string, int> readers = new(StringComparer.Ordinal);
        foreach (string read in graph.Node.SelectMany(n => n.Input).Concat(graph.Output.Select(o => o.Name)))
        {
            readers[read] = readers.GetValueOrDefault(read) + 1;
        }

        long alive = 0;
        var bytes = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output.Where(o => o.Length > 0))
            {
                bytes[output] = sizes.BytesOf(node, output);
                alive += bytes[output];
            }

            if (alive / images > GraphLimits.MostImageBytes)
            {
                throw new NetworkException(
                    $"{node.Describe()} makes a tensor of shape [{string.Join(',', sizes.Shape(node.Output[0]) ?? [])}], and the tensors of one image then " +
                        $"take more than {GraphLimits.MostImageBytes} bytes at a time. Use a network with smaller ones.");
            }

            foreach (string input in node.Input.Where(i => i.Length > 0))
            {
                readers[input]--;
            }

            foreach (string done in node.Input.Concat(node.Output).Where(t => readers.GetValueOrDefault(t) == 0))
            {
                alive -= bytes.Remove(done, out long freed) ? freed : 0;
            }
        }
    }
}

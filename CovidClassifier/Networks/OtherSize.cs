using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>
/// Makes an imported network take images of another size than the one that it was exported for, where its layers allow: convolutions do, and so does a
/// pooling of the whole map, which then pools the whole of the other.
/// </summary>
internal static class OtherSize
{
    /// <param name="graph">Not changed.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="other">What it is to take.</param>
    /// <param name="name">What the network is called.</param>
    /// <exception cref="NetworkException">It cannot: a layer's weights belong to places in the image.</exception>
    public static ImportedGraph Of(ImportedGraph graph, NetworkInput input, NetworkInput other, string name)
    {
        ModelProto model = graph.Model.Clone();
        PoolTheWhole(model.Graph, ShapesAt(model, input));
        MeanImages.Stretch(model.Graph, input, other);
        model.Graph.ValueInfo.Clear();
        return Obstacle(model, other, graph.Outputs, out Exception? failure) is not { } obstacle ? graph with { Model = model }
            : throw new NetworkException(
                $"Network '{name}' was exported for images of {input.Width} x {input.Height} and cannot take {other.Width} x {other.Height}: {obstacle}. " +
                    "Leave the input size out, or export the network for that size.",
                failure);
    }

    /// <summary>Why the network does not run on images of a size; null: it does, and is left declared for any number of them.</summary>
    private static string? Obstacle(ModelProto model, NetworkInput other, int outputs, out Exception? failure)
    {
        failure = null;
        if (EachRow.IsIn(model))
        {
            return "it runs on one image after the other";
        }

        try
        {
            long[] row = ShapesAt(model, other)[NetworkGraph.Logits];
            Declare(model, other, -1);
            return !row.SequenceEqual([1, outputs]) ? $"it would give [{string.Join(',', row)}] for one image instead of [1,{outputs}]"
                : OpenBatch.Agrees(model, other) ? null : "what it says of an image would depend on the others";
        }
        catch (NetworkException e)
        {
            failure = e;
            return "the weights of a layer belong to places in the image";
        }
    }

    /// <summary>A pooling whose window is the whole map is one of the whole map, whatever its size.</summary>
    private static void PoolTheWhole(GraphProto graph, Shapes shapes)
    {
        foreach (NodeProto node in graph.Node.Where(n => n.OpType is "AveragePool" or "MaxPool" && n.Output.Count == 1))
        {
            bool isWhole = node.Ints("kernel_shape", []) is [var rows, var columns] && node.Ints("pads", []).All(p => p == 0)
                && shapes[node.Input[0]] is [_, _, var height, var width] && (height, width) == (rows, columns);
            if (isWhole)
            {
                node.OpType = $"Global{node.OpType}";
                node.Attribute.Clear();
            }
        }
    }

    private static Shapes ShapesAt(ModelProto model, NetworkInput input)
    {
        ModelProto single = model.Clone();
        Declare(single, input, 1);
        return Shapes.Infer(single);
    }

    private static void Declare(ModelProto model, NetworkInput input, long batch)
    {
        model.Graph.Input.Clear();
        model.Graph.Input.Add(input.Declare(batch));
    }
}

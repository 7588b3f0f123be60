namespace CovidClassifier.Onnx;

/// <summary>
/// A graph that is fixed to a number of rows, as an export for one image at a time, run on each row by itself through ONNX's Scan
/// (https://onnx.ai/onnx/operators/onnx__Scan.html). What reads it sees one operator that takes any number of rows; its weights are inside, and no gradient
/// flows through it.
/// </summary>
internal static class EachRow
{
    private const string Body = "body";

    private const string ScannedInputs = "num_scan_inputs";

    // names inside a graph must not be those of the graph around it
    private const string Prefix = "row/";

    /// <summary>
    /// Whether the node is such a graph, in the form that <see cref="Of"/> makes: rows along the first axis, in order, nothing read from around it.
    /// </summary>
    public static bool Is(NodeProto node) =>
        node is { OpType: "Scan", Domain: "" or "ai.onnx", Input.Count: 1, Output.Count: 1, Attribute.Count: 2 } && node.Int(ScannedInputs, 0) == 1
        && node.Find(Body)?.G is { Input.Count: 1, Output.Count: 1 } && node.Reads().SequenceEqual(node.Input);

    /// <summary>Whether there is one in a graph.</summary>
    public static bool IsIn(ModelProto model) => model.Graph.Node.Any(Is);

    /// <param name="model">One input [R, ...], one float output [R, ...] for the R rows that it is fixed to; not changed.</param>
    /// <param name="rowShape">Of the output for one row.</param>
    /// <returns>A model with the same names for [N, ...], whose rows are those that <paramref name="model"/> gives where all R rows are the same.</returns>
    public static ModelProto Of(ModelProto model, ReadOnlySpan<long> rowShape)
    {
        ValueInfoProto input = model.Graph.Input[0];
        var type = (TensorProto.Types.DataType)input.Type.TensorType.ElemType;
        long[] taken = input.Shape()!;
        string output = model.Graph.Output[0].Name;
        ModelProto each = new() { IrVersion = model.IrVersion, ProducerName = model.ProducerName, Graph = new GraphProto { Name = "each_row" } };
        each.OpsetImport.AddRange(model.OpsetImport);
        var builder = new GraphBuilder(each.Graph);
        var body = new AttributeProto { Name = Body, Type = AttributeProto.Types.AttributeType.Graph, G = BodyOf(model.Graph, type, taken, rowShape) };
        builder.AddAs(output, "Scan", [builder.Input(input.Name, type, [-1, .. taken[1..]])], body, Attributes.Of(ScannedInputs, 1));
        builder.Output(output, [-1, .. rowShape]);
        return each;
    }

    /// <summary>The graph for one row: what each such node holds stands in its place.</summary>
    /// <param name="model">Not changed; returned as it is where it holds none.</param>
    public static ModelProto ForOne(ModelProto model)
    {
        if (!IsIn(model))
        {
            return model;
        }

        ModelProto one = model.Clone();
        var builder = new GraphBuilder(one.Graph);
        foreach (NodeProto node in one.Graph.Node.Where(Is).ToArray())
        {
            one.Graph.Node.Remove(node);
            Inline(builder, node, node.Find(Body)!.G);
        }

        GraphOrder.Sort(one.Graph);
        return one;
    }

    private static GraphProto BodyOf(GraphProto graph, TensorProto.Types.DataType type, long[] taken, ReadOnlySpan<long> rowShape)
    {
        GraphProto body = graph.Clone();
        string input = body.Input[0].Name, output = body.Output[0].Name;
        body.Input.Clear();
        body.Output.Clear();
        body.ValueInfo.Clear();
        foreach (NodeProto node in body.Node)
        {
            node.Name = "";
        }

        var builder = new GraphBuilder(body);
        string first = builder.FreshName("first");
        body.Initializer.Add(Tensors.Of(first, [0L]));
        string row = builder.Input(builder.FreshName("row"), type, taken.AsSpan(1));
        if (taken[0] == 1)
        {
            builder.AddAs(input, "Unsqueeze", [row, builder.Constant(0L)]);
        }
        else
        {
            builder.AddAs(input, "Expand", [builder.Add("Unsqueeze", [row, builder.Constant(0L)]), builder.Constant(taken)]);
        }

        builder.Output(builder.Add("Gather", [output, first], Attributes.Of("axis", 0)), rowShape);
        GraphOrder.Sort(body);
        Rename(body, name => name.Length == 0 ? name : Prefix + name);
        return body;
    }

    private static void Inline(GraphBuilder builder, NodeProto node, GraphProto body)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        Rename(body, name =>
        {
            if (!names.TryGetValue(name, out string? free))
            {
                names[name] = free = builder.FreshName(name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name);
            }

            return free;
        });
        builder.AddAs(body.Input[0].Name, "Squeeze", [node.Input[0], builder.Constant(0L)]);
        builder.Graph.Initializer.AddRange(body.Initializer);
        builder.Graph.Node.AddRange(body.Node);
        builder.AddAs(node.Output[0], "Unsqueeze", [body.Output[0].Name, builder.Constant(0L)]);
    }

    private static void Rename(GraphProto graph, Func<string, string> rename)
    {
        foreach (NodeProto node in graph.Node)
        {
            GraphNames.Replace(node, rename);
        }

        foreach (TensorProto tensor in graph.Initializer)
        {
            tensor.Name = rename(tensor.Name);
        }

        foreach (ValueInfoProto info in graph.Input.Concat(graph.Output))
        {
            info.Name = rename(info.Name);
        }
    }
}

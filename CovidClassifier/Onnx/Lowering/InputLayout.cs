using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// Takes out of a graph what it does to its samples before any arithmetic: cropping, reshaping, transposing, splitting. Whoever writes the samples then writes
/// each element to its final place, once, instead of the graph moving it step after step.
/// </summary>
internal static class InputLayout
{
    private static readonly HashSet<string> Moves =
        new(StringComparer.Ordinal) { "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Slice", "Split" };

    /// <summary>Rewrites in place and returns the inputs that now stand for the first one; just that one where nothing can be taken out.</summary>
    /// <param name="model">Fixed sizes; its first input takes the samples, the first axis counting them.</param>
    /// <param name="shapes">Of its tensors.</param>
    public static IReadOnlyList<SampleInput> TakeOut(ModelProto model, Shapes shapes)
    {
        string input = model.Graph.Input[0].Name;
        long[] shape = shapes[input];
        SampleInput[] unchanged = [new SampleInput(input, shape, null)];
        string[] moved = Moved(model.Graph, input);
        if (moved.Length == 0 || moved.Contains(input))
        {
            return unchanged;
        }

        int[]?[] places = Places(model, input, moved, shape);
        if (places.Contains(null))
        {
            return unchanged;
        }

        ValueInfoProto[] inputs = [.. moved.Select(m => ValueInfos.Of(m, TensorProto.Types.DataType.Float, shapes[m]))];
        GraphProto cut = GraphCut.Between(model, inputs, [.. model.Graph.Output]).Graph;
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(cut.Node);
        // an input that nothing reads yet may be read by what is appended later
        ValueInfoProto[] unread = [.. model.Graph.Input.Skip(1).Where(i => cut.Input.All(c => c.Name != i.Name))];
        model.Graph.Input.Clear();
        model.Graph.Input.AddRange(cut.Input);
        model.Graph.Input.AddRange(unread);
        model.Graph.Initializer.Clear();
        model.Graph.Initializer.AddRange(cut.Initializer);
        return [.. moved.Zip(places, (name, p) => new SampleInput(name, shapes[name], p))];
    }

    /// <summary>The tensors behind the last moves, which the rest of the graph reads.</summary>
    private static string[] Moved(GraphProto graph, string input)
    {
        HashSet<string> constants = [.. graph.Initializer.Select(i => i.Name), ""];
        HashSet<string> moved = [input];
        var read = new List<string>();
        foreach (NodeProto node in graph.Node)
        {
            if (Moves.Contains(node.OpType) && moved.Contains(node.Input[0]) && node.Input.Skip(1).All(constants.Contains))
            {
                moved.UnionWith(node.Output);
            }
            else
            {
                read.AddRange(node.Input.Where(moved.Contains));
            }
        }

        return [.. read.Concat(graph.Output.Select(o => o.Name).Where(moved.Contains)).Distinct()];
    }

    /// <summary>The moves done to each element's own number tell where it comes from; null where a sample's elements do not stay together.</summary>
    private static int[]?[] Places(ModelProto model, string input, string[] moved, long[] shape)
    {
        ModelProto moves =
            GraphCut.Between(model, [ValueInfos.Of(input, TensorProto.Types.DataType.Int64, shape)], [.. moved.Select(m => new ValueInfoProto { Name = m })]);
        using var session = new OnnxSession(moves, threads: 1, optimize: false);
        using var numbers = NamedValues.Zeros(session.Inputs);
        Span<long> all = numbers[input].GetTensorMutableDataAsSpan<long>();
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = i;
        }

        using NamedValues results = session.Run(numbers, moved);
        return [.. moved.Select(m => OfOneSample(results[m].GetTensorDataAsSpan<long>(), shape[0], shape[1..].Product()))];
    }

    private static int[]? OfOneSample(ReadOnlySpan<long> numbers, long samples, long length)
    {
        int each = (int)(numbers.Length / samples);
        var places = new int[each];
        for (int i = 0; i < numbers.Length; i++)
        {
            (int sample, int element) = Math.DivRem(i, each);
            long place = numbers[i] - sample * length;
            if (place < 0 || place >= length || (sample > 0 && places[element] != place))
            {
                return null;
            }

            places[element] = (int)place;
        }

        return places;
    }
}

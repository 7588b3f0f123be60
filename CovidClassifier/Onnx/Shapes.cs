using Microsoft.ML.OnnxRuntime;

namespace CovidClassifier.Onnx;

/// <summary>
/// The shape and element type of every tensor of a graph whose inputs have fixed sizes. ONNX Runtime infers them when it loads the graph with each
/// tensor declared as an output, so that no operator's shape rule is written twice; what it cannot infer is measured by running the graph once on zeros.
/// </summary>
internal sealed class Shapes
{
    // no shape depends on the values of what is larger
    private const long MostValues = 4096;

    private readonly Dictionary<string, TensorKind> _kinds;

    private Shapes(Dictionary<string, TensorKind> kinds) => _kinds = kinds;

    /// <summary>Lengths of a tensor, all known.</summary>
    public long[] this[string tensor] =>
        _kinds.TryGetValue(tensor, out TensorKind kind) ? kind.Dims : throw new NetworkException($"The graph has no tensor '{tensor}'.");

    public bool Knows(string tensor) => _kinds.ContainsKey(tensor);

    public bool IsFloat(string tensor) => _kinds.TryGetValue(tensor, out TensorKind kind) && kind.Type == typeof(float);

    /// <summary>Infers every shape of <paramref name="model"/>; its inputs must have fixed sizes.</summary>
    public static Shapes Infer(ModelProto model)
    {
        ModelProto open = model.Clone();
        open.Graph.Output.Clear();
        open.Graph.ValueInfo.Clear();
        foreach (string output in open.Graph.Node.SelectMany(n => n.Output).Where(o => o.Length > 0))
        {
            open.Graph.Output.Add(new ValueInfoProto { Name = output });
        }

        TakeWeightsAsInputs(open.Graph);
        using var session = new OnnxSession(open, optimize: false);
        var kinds = new Dictionary<string, TensorKind>(StringComparer.Ordinal);
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            kinds[tensor.Name] = new TensorKind(tensor.Shape(), tensor.IsFloat() ? typeof(float) : typeof(long));
        }

        foreach ((string name, NodeMetadata metadata) in session.Inputs.Concat(session.Outputs))
        {
            kinds[name] = new TensorKind([.. metadata.Dimensions.Select(d => (long)d)], metadata.ElementType);
        }

        // a tensor whose number of axes cannot be inferred is reported like a scalar, so scalars are measured too
        string[] unknown = [.. session.Outputs.Select(o => o.Key).Where(o => kinds[o].Dims.Length == 0 || kinds[o].Dims.Any(d => d < 0))];
        if (unknown.Length > 0)
        {
            Measure(session, unknown, kinds);
        }

        return new Shapes(kinds);
    }

    // their declarations are enough, and half a gigabyte of them need not be read for each question
    private static void TakeWeightsAsInputs(GraphProto graph)
    {
        ILookup<bool, TensorProto> byLarge = graph.Initializer.ToLookup(i => i.IsFloat() && i.Count() > MostValues);
        graph.Initializer.Clear();
        graph.Initializer.AddRange(byLarge[false]);
        graph.Input.AddRange(byLarge[true].Select(w => ValueInfos.Of(w.Name, TensorProto.Types.DataType.Float, [.. w.Dims])));
    }

    private static void Measure(OnnxSession session, string[] unknown, Dictionary<string, TensorKind> kinds)
    {
        using var inputs = NamedValues.Zeros(session.Inputs);
        using NamedValues outputs = session.Run(inputs, unknown);
        foreach (string name in unknown)
        {
            kinds[name] = kinds[name] with { Dims = outputs[name].GetTensorTypeAndShape().Shape };
        }
    }

    private readonly record struct TensorKind(long[] Dims, Type Type);
}

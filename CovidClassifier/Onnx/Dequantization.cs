using System.Runtime.InteropServices;

namespace CovidClassifier.Onnx;

/// <summary>
/// Turns a graph that computes with bytes back into one of floats: rounded weights become the floats that they stand for, and tensors are no longer rounded.
/// So that gradients are known; its scores differ from the quantised graph's by the rounding of tensors.
/// </summary>
internal static class Dequantization
{
    /// <param name="graph">Nodes in topological order; changed in place.</param>
    /// <returns>Whether there was anything to turn back.</returns>
    public static bool Apply(GraphProto graph)
    {
        Dictionary<string, TensorProto> constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        int before = graph.Node.Count;
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node.Where(n => n.OpType == "DequantizeLinear").ToArray())
        {
            if (makers.GetValueOrDefault(node.Input[0]) is { OpType: "QuantizeLinear" } pair)
            {
                given[node.Output[0]] = pair.Input[0];
                graph.Node.Remove(node);
            }
            else if (constants.TryGetValue(node.Input[0], out TensorProto? whole) && constants.TryGetValue(node.Input[1], out TensorProto? scale)
                && Floats(whole, scale, node.InputAt(2) is { } z ? constants.GetValueOrDefault(z) : null, (int)node.Int("axis", 1)) is { } values)
            {
                graph.Initializer.Add(Tensors.Of(node.Output[0], values, [.. whole.Dims]));
                graph.Node.Remove(node);
            }
        }

        if (graph.Node.Count == before)
        {
            return false;
        }

        foreach (NodeProto node in graph.Node)
        {
            GraphNames.Replace(node.Input, name => Original(name, given));
        }

        GraphOrder.Prune(graph);
        return true;
    }

    private static string Original(string name, Dictionary<string, string> given) =>
        given.TryGetValue(name, out string? before) ? Original(before, given) : name;

    /// <summary>Null where the element type is none that a network is quantised to.</summary>
    private static float[]? Floats(TensorProto whole, TensorProto scale, TensorProto? zero, int axis)
    {
        if (Values(whole) is not { } values || !scale.IsFloat())
        {
            return null;
        }

        float[] scales = scale.Floats();
        double[] zeros = (zero is null ? null : Values(zero)) ?? [];
        long inner = scales.Length == 1 ? values.Length : whole.Dims.Skip(axis + 1).Aggregate(1L, (a, d) => a * d);
        return [.. values.Select((v, i) =>
        {
            int channel = (int)(i / inner % scales.Length);
            return (float)((v - (zeros.Length == 0 ? 0 : zeros[channel % zeros.Length])) * scales[channel]);
        })];
    }

    private static double[]? Values(TensorProto tensor)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        return (TensorProto.Types.DataType)tensor.DataType switch
        {
            _ when raw.IsEmpty => tensor.Int32Data.Count > 0 ? [.. tensor.Int32Data.Select(v => (double)v)] : null,
            TensorProto.Types.DataType.Int8 => Array.ConvertAll(MemoryMarshal.Cast<byte, sbyte>(raw).ToArray(), v => (double)v),
            TensorProto.Types.DataType.Uint8 => Array.ConvertAll(raw.ToArray(), v => (double)v),
            TensorProto.Types.DataType.Int32 => Array.ConvertAll(MemoryMarshal.Cast<byte, int>(raw).ToArray(), v => (double)v),
            _ => null,
        };
    }
}

using System.Runtime.InteropServices;
using static CovidClassifier.Onnx.TensorProto.Types;

namespace CovidClassifier.Onnx;

/// <summary>
/// Makes a graph compute in 32-bit floats whatever it was exported in: weights of 16 bits (IEEE's half and bfloat16) are widened, which is exact, those of 64
/// bits are rounded, and casts between float types become casts to 32 bits. Training, features and scores then mean the same for every network.
/// </summary>
internal static class SinglePrecision
{
    // attributes that hold the number of an element type
    private static readonly HashSet<string> TypeAttributes =
        new(StringComparer.Ordinal) { "to", "dtype", "output_dtype", "stash_type", "precision", "softmax_precision" };

    /// <summary>Changes the graph in place.</summary>
    /// <returns>The float types that it had besides the 32-bit one, by name; empty where nothing was changed.</returns>
    public static IReadOnlyList<string> Apply(ModelProto model)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Apply(model.Graph, found);
        return [.. found];
    }

    /// <summary>Whether an element type is a float type that becomes the 32-bit one.</summary>
    public static bool IsOther(int type) => (DataType)type is DataType.Float16 or DataType.Bfloat16 or DataType.Double;

    private static void Apply(GraphProto graph, SortedSet<string> found)
    {
        foreach (TensorProto tensor in graph.Initializer)
        {
            Convert(tensor, found);
        }

        foreach (ValueInfoProto info in graph.Input.Concat(graph.Output))
        {
            if (info.Type?.TensorType is { } type && IsOther(type.ElemType))
            {
                found.Add(NameOf(type.ElemType));
                type.ElemType = (int)DataType.Float;
            }
        }

        graph.ValueInfo.Clear();
        foreach (NodeProto node in graph.Node)
        {
            foreach (AttributeProto attribute in node.Attribute)
            {
                if (TypeAttributes.Contains(attribute.Name) && IsOther((int)attribute.I))
                {
                    found.Add(NameOf((int)attribute.I));
                    attribute.I = (long)DataType.Float;
                }

                foreach (TensorProto tensor in attribute.T is null ? attribute.Tensors : attribute.Tensors.Prepend(attribute.T))
                {
                    Convert(tensor, found);
                }
            }

            foreach (GraphProto inner in InnerGraphs.Of(node))
            {
                Apply(inner, found);
            }
        }
    }

    private static void Convert(TensorProto tensor, SortedSet<string> found)
    {
        if (!IsOther(tensor.DataType))
        {
            return;
        }

        found.Add(NameOf(tensor.DataType));
        float[] values = (DataType)tensor.DataType switch
        {
            DataType.Double => [.. Doubles(tensor).Select(v => (float)v)],
            DataType.Float16 => [.. Sixteen(tensor).Select(bits => (float)BitConverter.UInt16BitsToHalf(bits))],
            _ => [.. Sixteen(tensor).Select(bits => BitConverter.UInt32BitsToSingle((uint)bits << 16))],
        };
        tensor.DataType = (int)DataType.Float;
        tensor.Int32Data.Clear();
        tensor.DoubleData.Clear();
        tensor.SetFloats(values);
    }

    private static double[] Doubles(TensorProto tensor) =>
        tensor.RawData.IsEmpty ? [.. tensor.DoubleData] : MemoryMarshal.Cast<byte, double>(tensor.RawData.Span).ToArray();

    private static ushort[] Sixteen(TensorProto tensor) =>
        tensor.RawData.IsEmpty ? [.. tensor.Int32Data.Select(v => (ushort)v)] : MemoryMarshal.Cast<byte, ushort>(tensor.RawData.Span).ToArray();

    private static string NameOf(int type) => ((DataType)type).ToString().ToLowerInvariant();
}

using CovidClassifier.Foundation;
using static CovidClassifier.Onnx.TensorProto.Types;

namespace CovidClassifier.Onnx;

/// <summary>How much an element of a tensor takes (https://onnx.ai/onnx/api/classes.html#tensorproto).</summary>
internal static class ElementBits
{
    /// <summary>Bits of one element; 0 for text, null for a type that is not known.</summary>
    public static int? Of(int type) => (DataType)type switch
    {
        DataType.String => 0,
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 => 4,
        DataType.Uint8 or DataType.Int8 or DataType.Bool or DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz
            or DataType.Float8E8M0 => 8,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 32,
        DataType.Double or DataType.Int64 or DataType.Uint64 or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        _ => null,
    };

    /// <summary>Bytes that a tensor's values take.</summary>
    /// <exception cref="NetworkException">A length is below 0, the type is not known, or there are more values than any file holds.</exception>
    public static long BytesOf(TensorProto tensor)
    {
        int bits = Of(tensor.DataType)
            ?? throw new NetworkException($"Tensor '{ShownText.Name(tensor.Name)}' is of element type {tensor.DataType}, which ONNX does not have.");
        return (long)((UInt128)CountOf(tensor) * (ulong)bits + 7) / 8;
    }

    /// <summary>Number of elements; 1 for a scalar.</summary>
    /// <exception cref="NetworkException">A length is below 0, or there are more values than any file holds.</exception>
    public static long CountOf(TensorProto tensor)
    {
        if (tensor.Dims.Contains(0))
        {
            return 0;
        }

        UInt128 count = 1;
        foreach (long length in tensor.Dims)
        {
            count = length < 0 || count * (ulong)length > long.MaxValue / 16 ? throw TooMany(tensor) : count * (ulong)length;
        }

        return (long)count;
    }

    private static NetworkException TooMany(TensorProto tensor) =>
        new($"Tensor '{ShownText.Name(tensor.Name)}' declares the shape [{string.Join(',', tensor.Dims.Take(10))}]: lengths must be 0 or more, and their " +
            $"product one that a file can hold.");
}

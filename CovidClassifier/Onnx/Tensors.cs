using System.Runtime.InteropServices;
using Google.Protobuf;

namespace CovidClassifier.Onnx;

/// <summary>Makes and reads constant tensors, in either of ONNX's two encodings (raw little-endian bytes or typed lists).</summary>
internal static class Tensors
{
    public static TensorProto Of(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> dims) =>
        Raw(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), dims);

    public static TensorProto Of(string name, ReadOnlySpan<long> values, params ReadOnlySpan<long> dims) =>
        Raw(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), dims);

    public static long[] Shape(this TensorProto tensor) => [.. tensor.Dims];

    /// <summary>Number of elements; 1 for a scalar.</summary>
    public static long Count(this TensorProto tensor) => ElementBits.CountOf(tensor);

    public static bool IsFloat(this TensorProto tensor) => tensor.DataType == (int)TensorProto.Types.DataType.Float;

    /// <summary>The values of a float32 tensor, row-major.</summary>
    /// <exception cref="NetworkException">Another element type, external data, or a length that does not fit the shape.</exception>
    public static float[] Floats(this TensorProto tensor)
    {
        Require(tensor, TensorProto.Types.DataType.Float);
        return Fit(tensor, tensor.RawData.IsEmpty ? [.. tensor.FloatData] : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray());
    }

    /// <summary>The values of an int64 or int32 tensor, row-major.</summary>
    /// <exception cref="NetworkException">Another element type, external data, or a length that does not fit the shape.</exception>
    public static long[] Longs(this TensorProto tensor)
    {
        if (tensor.DataType == (int)TensorProto.Types.DataType.Int32)
        {
            return Fit<long>(tensor, tensor.RawData.IsEmpty
                ? [.. tensor.Int32Data.Select(v => (long)v)]
                : [.. MemoryMarshal.Cast<byte, int>(tensor.RawData.Span).ToArray().Select(v => (long)v)]);
        }

        Require(tensor, TensorProto.Types.DataType.Int64);
        return Fit(tensor, tensor.RawData.IsEmpty ? [.. tensor.Int64Data] : MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ToArray());
    }

    /// <summary>Puts new values of the same shape into a float32 tensor.</summary>
    public static void SetFloats(this TensorProto tensor, ReadOnlySpan<float> values)
    {
        tensor.FloatData.Clear();
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values));
    }

    private static TensorProto Raw(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> dims)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("ONNX tensors are little-endian; this processor is not.");
        }

        var tensor = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) };
        foreach (long dim in dims)
        {
            tensor.Dims.Add(dim);
        }

        return tensor;
    }

    private static void Require(TensorProto tensor, TensorProto.Types.DataType type)
    {
        if (tensor.DataType != (int)type)
        {
            throw new NetworkException(
                $"Tensor '{tensor.Name}' must be {type}, got {(TensorProto.Types.DataType)tensor.DataType}.");
        }

        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
        {
            throw new NetworkException($"Tensor '{tensor.Name}' keeps its values in another file; save the network with its weights inside the .onnx file.");
        }
    }

    private static T[] Fit<T>(TensorProto tensor, T[] values) =>
        values.Length == tensor.Count()
            ? values
            : throw new NetworkException(
                $"Tensor '{tensor.Name}' of shape [{string.Join(',', tensor.Dims)}] needs {tensor.Count()} values, got {values.Length}.");
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>One tensor of a request or an answer: floats, or texts and files as bytes.</summary>
/// <param name="Name">Of the input or output.</param>
/// <param name="Shape">Lengths.</param>
/// <param name="Floats">Null where it holds bytes.</param>
/// <param name="Elements">Null where it holds floats.</param>
internal sealed record Tensor(string Name, IReadOnlyList<long> Shape, float[]? Floats, IReadOnlyList<byte[]>? Elements)
{
    public const string Float = "FP32", Bytes = "BYTES";

    public string Datatype => Floats is null ? Bytes : Float;

    /// <summary>The tensor of the binary data extension: floats in little endian; elements each behind their length, 4 bytes in little endian.</summary>
    public byte[] ToBinary()
    {
        if (Floats is { } floats)
        {
            return MemoryMarshal.AsBytes<float>(floats).ToArray();
        }

        using var binary = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (byte[] element in Elements!)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, element.Length);
            binary.Write(length);
            binary.Write(element);
        }

        return binary.ToArray();
    }

    /// <exception cref="InferenceException">The bytes are no tensor of this type.</exception>
    public static Tensor FromBinary(string name, string datatype, IReadOnlyList<long> shape, ReadOnlySpan<byte> bytes) => datatype switch
    {
        Float when bytes.Length % sizeof(float) == 0 => new Tensor(name, shape, MemoryMarshal.Cast<byte, float>(bytes).ToArray(), Elements: null),
        Float => throw new InferenceException($"Input '{name}' must have 4 bytes for each number, got {bytes.Length} bytes."),
        _ => new Tensor(name, shape, Floats: null, Split(name, bytes)),
    };

    private static List<byte[]> Split(string name, ReadOnlySpan<byte> bytes)
    {
        List<byte[]> elements = [];
        while (bytes.Length > 0)
        {
            uint length = bytes.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : uint.MaxValue;
            if (length > bytes.Length - sizeof(uint))
            {
                throw new InferenceException($"Input '{name}' ends before its element {elements.Count} does.");
            }

            elements.Add(bytes.Slice(sizeof(uint), (int)length).ToArray());
            bytes = bytes[(sizeof(uint) + (int)length)..];
        }

        return elements;
    }
}

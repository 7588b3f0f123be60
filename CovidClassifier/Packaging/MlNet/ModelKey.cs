using System.Buffers.Binary;
using System.Text;

namespace CovidClassifier.Packaging.MlNet;

/// <summary>
/// One <c>Model.key</c> of ML.NET's zip: what a transformer is, its numbers, and the texts that these point to. Layout: dotnet/machinelearning,
/// Microsoft.ML.Core/Data/ModelHeader.cs (a header of 256 bytes, the numbers, the ends and characters of the texts, the assembly's name, an end mark;
/// little-endian, UTF-16).
/// </summary>
/// <param name="Signature">Eight characters that name the format.</param>
/// <param name="Version">Of that format.</param>
/// <param name="Loader">What reads it.</param>
/// <param name="Assembly">Full name of the assembly that the loader lies in.</param>
/// <param name="Numbers">The transformer's own; a text is meant by its place among the texts.</param>
/// <param name="Texts">In order.</param>
internal sealed record ModelKey(string Signature, int Version, string Loader, string Assembly, int[] Numbers, params string[] Texts)
{
    private const int HeaderBytes = 256, FormatVersion = 0x00010002;

    // where the header has its fields
    private const int SignatureAt = 64, LoaderAt = 80, EndsAt = 128;

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(new byte[HeaderBytes]);
        Array.ForEach(Numbers, writer.Write);
        long textEnds = bytes.Position, end = 0;
        foreach (string text in Texts)
        {
            writer.Write(end += Encoding.Unicode.GetByteCount(text));
        }

        long characters = bytes.Position;
        writer.Write(Encoding.Unicode.GetBytes(string.Concat(Texts)));
        long assembly = bytes.Position;
        writer.Write(Encoding.Unicode.GetBytes(Assembly));
        long tail = bytes.Position;
        writer.Write("LEDOM\0LM"u8);
        byte[] whole = bytes.ToArray();
        "ML\0MODEL"u8.CopyTo(whole);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(12), FormatVersion);
        Write(whole, 16, HeaderBytes, textEnds - HeaderBytes);
        if (Texts.Length > 0)
        {
            Write(whole, 32, textEnds, characters - textEnds, characters, assembly - characters);
        }

        Encoding.ASCII.GetBytes(Signature, whole.AsSpan(SignatureAt));
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(SignatureAt + 8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(SignatureAt + 12), Version);
        Encoding.ASCII.GetBytes(Loader, whole.AsSpan(LoaderAt));
        Write(whole, EndsAt, tail, whole.Length, assembly, tail - assembly);
        return whole;
    }

    private static void Write(byte[] whole, int at, params ReadOnlySpan<long> values)
    {
        foreach (long value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(whole.AsSpan(at), value);
            at += sizeof(long);
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
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
    private const int NumbersAt = 16, TextsAt = 32, SignatureAt = 64, LoaderAt = 80, OtherLoaderAt = 104, EndsAt = 128, AssemblyAt = 144;
    private const int NameBytes = 24;

    /// <summary>A second loader that ML.NET tries; blank in what this library writes.</summary>
    public string OtherLoader { get; private init; } = "";

    /// <summary>Reads what <see cref="ToBytes"/>, or ML.NET, wrote. Numbers are those before the texts, as many as there are whole ones.</summary>
    /// <exception cref="InvalidDataException">Not such a file.</exception>
    public static ModelKey Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith("ML\0MODEL"u8))
        {
            throw new InvalidDataException("A step of its pipeline has no header.");
        }

        ReadOnlySpan<byte> numbers = ContentOf(bytes);
        ReadOnlySpan<byte> ends = Part(bytes, TextsAt), characters = Part(bytes, TextsAt + (2 * sizeof(long)));
        var texts = new List<string>();
        long begin = 0;
        for (int i = 0; i + sizeof(long) <= ends.Length; i += sizeof(long))
        {
            long end = BinaryPrimitives.ReadInt64LittleEndian(ends[i..]);
            texts.Add(end >= begin && end <= characters.Length
                ? Encoding.Unicode.GetString(characters[(int)begin..(int)end])
                : throw new InvalidDataException("A step of its pipeline has a text that is cut short."));
            begin = end;
        }

        return new ModelKey(
            Name(bytes.Slice(SignatureAt, sizeof(long))),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[(SignatureAt + sizeof(long))..]),
            Name(bytes.Slice(LoaderAt, NameBytes)),
            Encoding.Unicode.GetString(Part(bytes, AssemblyAt)),
            MemoryMarshal.Cast<byte, int>(numbers[..(numbers.Length / sizeof(int) * sizeof(int))]).ToArray(),
            [.. texts])
        {
            OtherLoader = Name(bytes.Slice(OtherLoaderAt, NameBytes)),
        };
    }

    /// <summary>What the transformer itself wrote, before its texts.</summary>
    /// <exception cref="InvalidDataException">It is cut short.</exception>
    public static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> bytes) => Part(bytes, NumbersAt);

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
        Write(whole, NumbersAt, HeaderBytes, textEnds - HeaderBytes);
        if (Texts.Length > 0)
        {
            Write(whole, TextsAt, textEnds, characters - textEnds, characters, assembly - characters);
        }

        Encoding.ASCII.GetBytes(Signature, whole.AsSpan(SignatureAt));
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(SignatureAt + 8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(SignatureAt + 12), Version);
        Encoding.ASCII.GetBytes(Loader, whole.AsSpan(LoaderAt));
        Write(whole, EndsAt, tail, whole.Length, assembly, tail - assembly);
        return whole;
    }

    // a place and a length
    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, int at)
    {
        long start = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]), length = BinaryPrimitives.ReadInt64LittleEndian(bytes[(at + sizeof(long))..]);
        return start >= 0 && length >= 0 && start <= bytes.Length && length <= bytes.Length - start
            ? bytes.Slice((int)start, (int)length)
            : throw new InvalidDataException("A step of its pipeline is cut short.");
    }

    private static string Name(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes).TrimEnd('\0');

    private static void Write(byte[] whole, int at, params ReadOnlySpan<long> values)
    {
        foreach (long value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(whole.AsSpan(at), value);
            at += sizeof(long);
        }
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CovidClassifier.Foundation;

/// <summary>
/// Files of JSON that tell the checksum of their content (XXH3, 16 hexadecimal digits), so that no damaged one is taken for whole:
/// <c>{"checksum":"...","content":...}</c>.
/// </summary>
internal static class SealedJson
{
    private const int SumLength = 16;

    private static ReadOnlySpan<byte> Begin => "{\"checksum\":\""u8;

    private static ReadOnlySpan<byte> Middle => "\",\"content\":"u8;

    private static ReadOnlySpan<byte> End => "}\n"u8;

    /// <summary>Writes the file, as <see cref="AtomicFile.Write"/> does.</summary>
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        byte[] bytes = Seal(JsonSerializer.SerializeToUtf8Bytes(value, type));
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>What was written.</summary>
    /// <exception cref="InvalidDataException">A byte is not the one that was written, one is missing, or null is where none belongs.</exception>
    /// <exception cref="IOException">There is no such file, it is none, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        byte[] bytes;
        using (FileStream file = RegularFile.OpenRead(path))
        {
            bytes = new byte[file.Length];
            file.ReadExactly(bytes);
        }

        try
        {
            T value = JsonSerializer.Deserialize(Open(bytes), type) ?? throw new InvalidDataException("It is empty.");
            NoNulls.Require(value, type, "content");
            return value;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"It is damaged: {e.Message}", e);
        }
    }

    /// <param name="content">JSON.</param>
    public static byte[] Seal(ReadOnlySpan<byte> content) => [.. Begin, .. SumOf(content), .. Middle, .. content, .. End];

    /// <exception cref="InvalidDataException">A byte is not the one that was written, or one is missing.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> file)
    {
        int at = Begin.Length + SumLength + Middle.Length;
        if (file.Length >= at + End.Length && file.StartsWith(Begin) && file[(Begin.Length + SumLength)..].StartsWith(Middle) && file.EndsWith(End))
        {
            ReadOnlySpan<byte> content = file[at..^End.Length];
            if (file.Slice(Begin.Length, SumLength).SequenceEqual(SumOf(content)))
            {
                return content;
            }
        }

        throw new InvalidDataException("It is damaged or cut short: its checksum does not fit.");
    }

    private static byte[] SumOf(ReadOnlySpan<byte> content) =>
        Encoding.ASCII.GetBytes(XxHash3.HashToUInt64(content).ToString("x16", CultureInfo.InvariantCulture));
}

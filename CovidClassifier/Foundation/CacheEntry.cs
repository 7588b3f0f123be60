using System.Buffers.Binary;
using System.IO.Hashing;

namespace CovidClassifier.Foundation;

/// <summary>
/// The file of one entry of a <see cref="CacheFolder"/>: the format's version (8 bytes), the key (32 bytes), the content, and a checksum of all that stands
/// before it (XXH3, 64 bits).
/// </summary>
internal static class CacheEntry
{
    private const int KeyEnd = 8 + (CacheKey.Length / 2);

    /// <summary>Bytes beside the content.</summary>
    public const int Overhead = KeyEnd + sizeof(ulong);

    private static ReadOnlySpan<byte> Header => "CXKEPT01"u8;

    /// <summary>Writes the whole file.</summary>
    /// <param name="file">As long as the content and <see cref="Overhead"/>.</param>
    /// <param name="key">Of the entry.</param>
    /// <param name="content">Of the entry.</param>
    public static void Write(Span<byte> file, string key, ReadOnlySpan<byte> content)
    {
        Header.CopyTo(file);
        Convert.FromHexString(key).CopyTo(file[Header.Length..]);
        content.CopyTo(file[KeyEnd..]);
        BinaryPrimitives.WriteUInt64LittleEndian(file[^sizeof(ulong)..], XxHash3.HashToUInt64(file[..^sizeof(ulong)]));
    }

    /// <summary>Copies the content of a whole file.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="key">Of the entry that is asked for.</param>
    /// <param name="content">As long as the content should be.</param>
    /// <returns>False: the bytes are not those of this entry, all of them as they were written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, string key, Span<byte> content)
    {
        if (file.Length != content.Length + Overhead
            || !file.StartsWith(Header)
            || !file[Header.Length..KeyEnd].SequenceEqual(Convert.FromHexString(key))
            || BinaryPrimitives.ReadUInt64LittleEndian(file[^sizeof(ulong)..]) != XxHash3.HashToUInt64(file[..^sizeof(ulong)]))
        {
            return false;
        }

        file[KeyEnd..^sizeof(ulong)].CopyTo(content);
        return true;
    }
}

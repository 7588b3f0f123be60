using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace CovidClassifier.Tests.Packaging.Zips;

/// <summary>Writes zips record by record, so that they may say what no tool would write.</summary>
internal sealed class RawZip
{
    private readonly MemoryStream _parts = new();
    private readonly MemoryStream _directory = new();
    private int _count;

    /// <summary>Adds a stored part, and returns where it begins.</summary>
    public int Add(string name, byte[] content)
    {
        int start = (int)_parts.Length;
        byte[] head = [.. "PK\u0003\u0004"u8, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, .. Number(Crc32.HashToUInt32(content)), .. Number((uint)content.Length),
            .. Number((uint)content.Length), .. Short(name.Length), 0, 0, .. Encoding.UTF8.GetBytes(name)];
        _parts.Write(head);
        _parts.Write(content);
        List(name, content, start);
        return start;
    }

    /// <summary>Adds a record of the directory alone.</summary>
    /// <param name="name">That it states.</param>
    /// <param name="content">Whose length and checksum it states.</param>
    /// <param name="start">Where it says that the part begins.</param>
    /// <param name="flags">Of the general purpose.</param>
    /// <param name="method">Of packing.</param>
    /// <param name="length">Unpacked, where it is not the content's.</param>
    public void List(string name, byte[] content, long start, int flags = 0, int method = 0, uint? length = null)
    {
        _directory.Write([.. "PK\u0001\u0002"u8, 20, 0, 20, 0, .. Short(flags), .. Short(method), 0, 0, 0x21, 0, .. Number(Crc32.HashToUInt32(content)),
            .. Number((uint)content.Length), .. Number(length ?? (uint)content.Length), .. Short(name.Length), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            .. Number((uint)start), .. Encoding.UTF8.GetBytes(name)]);
        _count++;
    }

    /// <param name="count">Parts that the end states, where it is not their number.</param>
    /// <param name="shift">Added to where the end says that the directory begins.</param>
    public byte[] ToBytes(int? count = null, int shift = 0) =>
    [
        .. _parts.ToArray(), .. _directory.ToArray(), .. "PK\u0005\u0006"u8, 0, 0, 0, 0, .. Short(count ?? _count), .. Short(count ?? _count),
        .. Number((uint)_directory.Length), .. Number((uint)(_parts.Length + shift)), 0, 0,
    ];

    private static byte[] Number(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];
}

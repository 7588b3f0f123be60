using System.IO.Compression;

namespace CovidClassifier.Packaging.Zips;

/// <summary>One file of a zip, as the zip's directory states it. Nothing of it has been unpacked.</summary>
/// <param name="Name">With '/' between folders; a folder's own entry ends with one.</param>
/// <param name="IsDeflated">Or stored as it is.</param>
/// <param name="Crc32">Of its bytes.</param>
/// <param name="PackedBytes">In the zip.</param>
/// <param name="Bytes">Unpacked.</param>
/// <param name="Start">Where its header begins.</param>
/// <param name="DataStart">Where its packed bytes begin.</param>
internal sealed record ZipPart(string Name, bool IsDeflated, uint Crc32, long PackedBytes, long Bytes, long Start, long DataStart)
{
    // bytes out of one byte in: RFC 1951 codes 258 in two bits
    private const int MostDeflateGrowth = 1032;

    public bool IsFolder => Name.EndsWith('/');

    /// <summary>Unpacks it whole.</summary>
    /// <exception cref="InvalidDataException">A byte is not the one that was written, or the lengths do not fit.</exception>
    public byte[] Read(Stream zip)
    {
        // a directory can state any length; memory is asked for only where the packed bytes can reach it
        long most = IsDeflated ? (PackedBytes + 1) * MostDeflateGrowth : PackedBytes;
        byte[] bytes = new byte[Bytes <= Math.Min(Array.MaxLength, most) ? Bytes : throw Damaged()];
        zip.Position = DataStart;
        if (IsDeflated)
        {
            byte[] packed = new byte[PackedBytes];
            zip.ReadExactly(packed);
            using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            if (deflate.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length || deflate.ReadByte() >= 0)
            {
                throw Damaged();
            }
        }
        else if (PackedBytes == Bytes)
        {
            zip.ReadExactly(bytes);
        }
        else
        {
            throw Damaged();
        }

        return System.IO.Hashing.Crc32.HashToUInt32(bytes) == Crc32 ? bytes : throw Damaged();
    }

    private InvalidDataException Damaged() => new($"'{Name}' is not what was packed.");
}

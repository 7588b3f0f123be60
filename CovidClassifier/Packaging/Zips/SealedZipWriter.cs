using System.IO.Compression;

namespace CovidClassifier.Packaging.Zips;

/// <summary>Writes a zip that ends with the checksums of its parts. The same parts always give the same bytes. The destination stays open.</summary>
internal sealed class SealedZipWriter(Stream destination) : IDisposable
{
    // a fixed time, so that one model always gives the same bytes; 1980 is the first year that a zip can name
    private static readonly DateTimeOffset PartTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip = new(destination, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<(string Name, string Digest)> _digests = [];

    /// <param name="name">With '/' between folders.</param>
    /// <param name="level">How hard to pack it.</param>
    /// <param name="pieces">Its bytes, one piece after the other.</param>
    public void Add(string name, CompressionLevel level, params ReadOnlySpan<byte[]> pieces)
    {
        _digests.Add((name, Checksums.DigestOf(pieces)));
        Write(name, level, pieces);
    }

    /// <summary>Ends the zip.</summary>
    public void Dispose()
    {
        Write(Checksums.PartName, CompressionLevel.Optimal, Checksums.Write(_digests));
        _zip.Dispose();
    }

    private void Write(string name, CompressionLevel level, params ReadOnlySpan<byte[]> pieces)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(name, level);
        entry.LastWriteTime = PartTime;
        using Stream stream = entry.Open();
        foreach (byte[] piece in pieces)
        {
            stream.Write(piece);
        }
    }
}

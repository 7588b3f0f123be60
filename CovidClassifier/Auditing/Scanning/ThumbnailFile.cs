using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>
/// The thumbnails of a data set, for as long as its audits run: few in memory, many in a temporary file, so that audits of many images need no more memory than
/// of few.
/// </summary>
internal sealed class ThumbnailFile : IDisposable
{
    private const int Length = Thumbnails.Side * Thumbnails.Side;

    /// <summary>Up to so many bytes stay in memory.</summary>
    private const long MostInMemory = 16 << 20;

    private readonly MemoryBlock _block;

    /// <param name="images">Number of images.</param>
    /// <exception cref="IOException">There is no room for the temporary file.</exception>
    public ThumbnailFile(int images) =>
        _block = (long)images * Length <= MostInMemory ? MemoryBlock.InMemory((long)images * Length) : MemoryBlock.InFile((long)images * Length);

    /// <summary>Any number of threads may write different images.</summary>
    public StoredThumbnail Store(int image, ReadOnlySpan<byte> thumbnail)
    {
        thumbnail.CopyTo(_block.Slice((long)image * Length, Length));
        return new StoredThumbnail(this, image);
    }

    /// <summary>A copy of one.</summary>
    public byte[] Read(int image) => _block.Slice((long)image * Length, Length).ToArray();

    public void Dispose() => _block.Dispose();
}

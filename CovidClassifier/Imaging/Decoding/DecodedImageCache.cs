using CovidClassifier.Foundation;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>
/// Every image of a training run, decoded once at network size: width x height gray bytes each, in one block of memory, or above a limit in
/// one memory-mapped temporary file. Any number of threads may read at once; dispose only when they are done.
/// </summary>
internal sealed class DecodedImageCache : IDisposable
{
    private readonly MemoryBlock _block;

    private DecodedImageCache(int count, int width, int height, MemoryBlock block)
    {
        Count = count;
        Width = width;
        Height = height;
        _block = block;
    }

    /// <summary>Writes the gray bytes of one image at a size, or throws an <see cref="ImageFormatException"/>; called on several threads.</summary>
    public delegate void Decode(ImageSource source, int width, int height, Span<byte> pixels, CancellationToken cancellationToken);

    /// <summary>Number of images.</summary>
    public int Count { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>True where the images lie in a temporary file.</summary>
    public bool IsSpilled => _block.IsFile;

    private int ImageLength => Width * Height;

    /// <summary>Gray bytes of one image, row by row; valid until the cache is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The cache has been disposed.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _block.Slice((long)index * ImageLength, ImageLength);
        }
    }

    /// <summary>Decodes every image, on all processors.</summary>
    /// <param name="sources">Where the images are; image i of the cache is source i.</param>
    /// <param name="width">Network width in pixels.</param>
    /// <param name="height">Network height in pixels.</param>
    /// <param name="memoryLimitBytes">Up to this many bytes of pixels stay in memory; more go to a temporary file.</param>
    /// <param name="failures">Takes every image that cannot be read, in order; its pixels are then undefined. Null: the first ends the work.</param>
    /// <param name="progress">Told the number of images done, in rising order, from the decoding threads.</param>
    /// <param name="cancellationToken">Looked at between rows of every image.</param>
    /// <param name="decode">Null: <see cref="ImageSource.Decode"/>.</param>
    /// <exception cref="ImageFormatException">An image cannot be read and <paramref name="failures"/> is null; with several, the first in order.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">There is no room for the temporary file.</exception>
    public static DecodedImageCache Build(
        IReadOnlyList<ImageSource> sources,
        int width,
        int height,
        long memoryLimitBytes,
        IProgress<int>? progress = null,
        ICollection<(int Index, ImageFormatException Failure)>? failures = null,
        CancellationToken cancellationToken = default,
        Decode? decode = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        cancellationToken.ThrowIfCancellationRequested();
        long length = (long)sources.Count * width * height;
        var cache = new DecodedImageCache(
            sources.Count, width, height, length <= memoryLimitBytes ? MemoryBlock.InMemory(length) : MemoryBlock.InFile(length));
        try
        {
            cache.Fill(sources, decode ?? DecodeAnew, progress, failures, cancellationToken);
            return cache;
        }
        catch
        {
            cache.Dispose();
            throw;
        }
    }

    /// <summary>A changed copy of some images, in memory or in a file as these are.</summary>
    /// <param name="images">Positions here, in the order of the copy; one may come several times.</param>
    /// <param name="change">Changes each copy.</param>
    public DecodedImageCache Select(IReadOnlyList<int> images, ChangePixels change)
    {
        long length = (long)images.Count * ImageLength;
        var copies = new DecodedImageCache(images.Count, Width, Height, IsSpilled ? MemoryBlock.InFile(length) : MemoryBlock.InMemory(length));
        for (int i = 0; i < images.Count; i++)
        {
            Span<byte> copy = copies._block.Slice((long)i * ImageLength, ImageLength);
            CopyTo(images[i], copy);
            change(copy, Width, Height);
        }

        return copies;
    }

    /// <summary>Copies the gray bytes of one image.</summary>
    /// <exception cref="ObjectDisposedException">The cache has been disposed.</exception>
    public void CopyTo(int index, Span<byte> destination)
    {
        this[index].CopyTo(destination);
        GC.KeepAlive(this);
    }

    public void Dispose() => _block.Dispose();

    private static void DecodeAnew(ImageSource source, int width, int height, Span<byte> pixels, CancellationToken cancellationToken) =>
        source.Decode(width, height, cancellationToken).Pixels.CopyTo(pixels);

    private void Fill(
        IReadOnlyList<ImageSource> sources, Decode decode, IProgress<int>? progress, ICollection<(int Index, ImageFormatException Failure)>? collected,
        CancellationToken cancellationToken)
    {
        var gate = new object();
        var failures = new SortedDictionary<int, ImageFormatException>();
        int done = 0;
        ParallelOptions options = AllCores.Until(cancellationToken);
        Parallel.For(0, sources.Count, options, (i, loop) =>
        {
            try
            {
                decode(sources[i], Width, Height, _block.Slice((long)i * ImageLength, ImageLength), cancellationToken);
            }
            catch (ImageFormatException e)
            {
                lock (gate)
                {
                    failures.Add(i, e);
                }

                if (collected is null)
                {
                    // Break, unlike Stop, still visits every image before this one, so that the first failure is found
                    loop.Break();
                }

                return;
            }

            lock (gate)
            {
                progress?.Report(++done);
            }
        });
        if (failures.Count > 0 && collected is null)
        {
            throw failures.First().Value;
        }

        foreach ((int index, ImageFormatException failure) in failures)
        {
            collected!.Add((index, failure));
        }
    }
}

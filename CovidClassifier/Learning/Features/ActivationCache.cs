using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning.Features;

/// <summary>
/// What a network's front computes for each image and variant, once. Kept as 16-bit floats (IEEE half: relative error 5e-4, far below what augmentation
/// changes), in memory or above the limit in one temporary file. Safe for several readers.
/// </summary>
internal sealed class ActivationCache : IDisposable
{
    private readonly MemoryBlock _block;
    private readonly int _length;

    private ActivationCache(long[] shape, int length, MemoryBlock block)
    {
        Shape = shape;
        _length = length;
        _block = block;
    }

    /// <summary>Bytes that it takes of memory; 0 in a file.</summary>
    public long BytesInMemory => _block.IsFile ? 0 : _block.Length;

    /// <summary>Of one activation, without the batch dimension.</summary>
    public long[] Shape { get; }

    /// <param name="front">Pixels to activation.</param>
    /// <param name="cut">What the front computes, and its shape.</param>
    /// <param name="entries">Images and their variants.</param>
    /// <param name="fill">Writes the pixels of one entry, 0..255.</param>
    /// <param name="memory">Bytes above which a file takes the activations.</param>
    /// <param name="report">Told how many entries are done, and how many have to be computed.</param>
    /// <param name="cancellationToken">Honoured within one node of the graph.</param>
    public static ActivationCache Build(
        CachedInference front, CutPoints.CutPoint cut, int entries, FillPixels fill, long memory, Action<int, int> report, CancellationToken cancellationToken)
    {
        int length = checked((int)cut.Size);
        long bytes = (long)entries * length * sizeof(ushort);
        MemoryBlock block = bytes <= memory ? MemoryBlock.InMemory(bytes) : MemoryBlock.InFile(bytes);
        var cache = new ActivationCache(cut.Shape, length, block);
        try
        {
            front.Run(
                entries, fill, cache.Slice, (values, place) => TensorPrimitives.ConvertToHalf(values, MemoryMarshal.Cast<byte, Half>(place)), report,
                cancellationToken);
            return cache;
        }
        catch
        {
            cache.Dispose();
            throw;
        }
    }

    /// <summary>Writes one activation.</summary>
    public void CopyTo(int index, Span<float> destination) =>
        TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(Slice(index)), destination);

    public void Dispose() => _block.Dispose();

    private Span<byte> Slice(int index) => _block.Slice((long)index * _length * sizeof(ushort), _length * sizeof(ushort));
}

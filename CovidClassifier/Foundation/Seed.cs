using System.Text;

namespace CovidClassifier.Foundation;

/// <summary>
/// The root of everything random. A seed is never drawn from directly: each consumer derives its own with <see cref="For(string)"/> and
/// <see cref="For(long)"/> and opens a <see cref="RandomStream"/>, so that what one consumer draws never shifts another's numbers.
/// </summary>
internal readonly record struct Seed(ulong Value)
{
    /// <summary>The seed that belongs to <paramref name="purpose"/>, for example "split" or "augmentation".</summary>
    public Seed For(string purpose)
    {
        // FNV-1a, 64 bits: string.GetHashCode differs from process to process
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(purpose))
        {
            hash = (hash ^ b) * 1099511628211;
        }

        return new Seed(RandomStream.Mix(Value ^ RandomStream.Mix(hash)));
    }

    /// <summary>The seed that belongs to one index: an epoch, an image, a copy.</summary>
    public Seed For(long index) => new(RandomStream.Mix(Value + 0x9E3779B97F4A7C15 * ((ulong)index + 1)));

    /// <summary>Opens a stream of numbers that depends on this seed alone.</summary>
    public RandomStream Open() => new(Value);
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning.Features;

/// <summary>What an earlier run has computed of these very pixels with this very network, where a folder is given for it.</summary>
internal sealed class CachedFeatures : IDisposable
{
    private readonly FeatureCache? _cache;
    private readonly FeatureGraph _front;
    private readonly ConcurrentDictionary<int, string> _hashes = [];

    private CachedFeatures(FeatureCache? cache, FeatureGraph front)
    {
        _cache = cache;
        _front = front;
    }

    /// <param name="folder">Null: nothing is kept.</param>
    /// <param name="front">Pixels to features.</param>
    public static CachedFeatures Open(string? folder, FeatureGraph front) =>
        new(folder is null ? null : FeatureCache.Open(folder, front.Model, front.Length), front);

    /// <summary>Fills in what is known.</summary>
    /// <param name="features">One row per entry.</param>
    /// <param name="pixels">Writes the pixels of an entry; called on several threads.</param>
    /// <param name="cancellationToken">Looked at between two entries.</param>
    /// <returns>The entries that are missing, in order.</returns>
    public int[] Fill(float[][] features, FillPixels pixels, CancellationToken cancellationToken)
    {
        if (_cache is not null)
        {
            Parallel.For(0, features.Length, AllCores.Until(cancellationToken), () => new float[_front.Width * _front.Height],
                (entry, _, image) =>
            {
                pixels(entry, image);
                _hashes[entry] = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(image.AsSpan())));
                var row = new float[_front.Length];
                if (_cache.TryRead(_hashes[entry], row))
                {
                    features[entry] = row;
                }

                return image;
            }, _ => { });
        }

        return [.. Enumerable.Range(0, features.Length).Where(entry => features[entry] is null)];
    }

    /// <summary>Keeps what was computed.</summary>
    public void Add(float[][] features, IEnumerable<int> computed)
    {
        foreach (int entry in _cache is null ? [] : computed)
        {
            _cache!.Add(_hashes[entry], features[entry]);
        }
    }

    public void Dispose() => _cache?.Dispose();
}

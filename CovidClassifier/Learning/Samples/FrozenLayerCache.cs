using System.Security.Cryptography;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Learning.Samples;

/// <summary>
/// What has been computed from a dataset's pixels by layers that stay as they are, kept for whoever needs the same again: folds, and the trials of a search.
/// Owns what it keeps. Not safe for several threads.
/// </summary>
internal sealed class FrozenLayerCache : IDisposable
{
    private readonly Dictionary<string, object> _kept = new(StringComparer.Ordinal);

    /// <summary>Bytes in memory of what is kept, as its makers say.</summary>
    public long BytesInMemory { get; set; }

    /// <summary>Stands for a graph, weights and preprocessing included.</summary>
    public static string KeyOf(ModelProto graph) => Convert.ToHexString(SHA256.HashData(graph.ToByteArray()));

    /// <summary>What is kept under the key; made where there is none.</summary>
    /// <param name="key">Everything that decides the result, but the dataset.</param>
    /// <param name="make">Nothing is kept where it throws.</param>
    public T GetOrMake<T>(string key, Func<T> make)
        where T : class
    {
        if (!_kept.TryGetValue(key, out object? known))
        {
            _kept[key] = known = make();
        }

        return (T)known;
    }

    public void Dispose()
    {
        foreach (IDisposable kept in _kept.Values.OfType<IDisposable>())
        {
            kept.Dispose();
        }

        _kept.Clear();
    }
}

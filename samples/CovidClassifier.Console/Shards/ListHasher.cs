using System.Security.Cryptography;
using System.Text;

namespace CovidClassifier.Console.Shards;

/// <summary>Hashes the paths of a list as they go by.</summary>
internal sealed class ListHasher : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Count { get; private set; }

    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Add(string path)
    {
        _hash.AppendData(Encoding.UTF8.GetBytes(path));
        // no path has it
        _hash.AppendData([0]);
        Count++;
    }

    public void Dispose() => _hash.Dispose();
}

using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CovidClassifier.Foundation;

/// <summary>
/// Which run something that is kept belongs to: a checkpoint, the log of a search. Only the very same run goes on from it: the same library, execution
/// provider, choices, networks with their first weights, and images.
/// </summary>
/// <param name="Version">Of the library, with its commit where it is known.</param>
/// <param name="Hash">Over everything else; 64 hexadecimal digits.</param>
internal sealed record Fingerprint(string Version, string Hash)
{
    // no part is so long
    private const int End = -1;

    /// <summary>The version of this library, for example "0.1.0+9761400": the assembly's own version is file format and never changes.</summary>
    public static string LibraryVersion { get; } =
        typeof(Fingerprint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <param name="provider">What runs the networks.</param>
    /// <param name="choices">Everything else that decides the result, by name.</param>
    /// <param name="networks">The networks with their first weights, as bytes; one after the other is read.</param>
    /// <param name="images">Pixels, label and patient of each image, in order.</param>
    public static Fingerprint Of(string provider, IEnumerable<KeyValuePair<string, string>> choices, IEnumerable<byte[]> networks, IEnumerable<string> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, [Bytes(provider)]);
        Add(hash, choices.OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => new[] { Bytes(c.Key), Bytes(c.Value) }));
        Add(hash, networks);
        Add(hash, images.Select(Bytes));
        return new Fingerprint(LibraryVersion, Convert.ToHexString(hash.GetHashAndReset()));
    }

    /// <summary>Why what is kept cannot be gone on from, as the rest of a sentence; null: it can.</summary>
    /// <param name="kept">Of what is kept.</param>
    /// <param name="decisive">What may differ, in words, for example "network, options, seed or data".</param>
    public string? Refusal(Fingerprint kept, string decisive) =>
        kept.Version != Version ? $"was made by version {kept.Version} of the library, and this is version {Version}"
        : kept.Hash != Hash ? $"belongs to another run of this version {Version}: {decisive} differ"
        : null;

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // a length stands before each, and an end behind the last, so that no two lists give the same bytes
    private static void Add(IncrementalHash hash, IEnumerable<byte[]> parts)
    {
        foreach (byte[] part in parts)
        {
            AddLength(hash, part.Length);
            hash.AppendData(part);
        }

        AddLength(hash, End);
    }

    private static void AddLength(IncrementalHash hash, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        hash.AppendData(bytes);
    }
}

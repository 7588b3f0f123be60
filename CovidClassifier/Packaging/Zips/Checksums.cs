using System.Security.Cryptography;
using System.Text;

namespace CovidClassifier.Packaging.Zips;

/// <summary>
/// The checksums of a zip's parts as one more part, in the form of <c>sha256sum</c>: after unpacking, <c>sha256sum -c covid-checksums.sha256</c> checks the
/// same.
/// </summary>
internal static class Checksums
{
    /// <summary>The part that holds them.</summary>
    public const string PartName = "covid-checksums.sha256";

    private const int DigestLength = 2 * SHA256.HashSizeInBytes;
    private const string Between = "  ";

    public static byte[] Write(IEnumerable<(string Name, string Digest)> parts) =>
        Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => $"{p.Digest}{Between}{p.Name}\n")));

    /// <returns>Lower-case hexadecimal, by name.</returns>
    /// <exception cref="InvalidDataException">Not such a part.</exception>
    public static IReadOnlyDictionary<string, string> Read(ReadOnlySpan<byte> part)
    {
        var digests = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in Encoding.UTF8.GetString(part).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length <= DigestLength + Between.Length || !digests.TryAdd(line[(DigestLength + Between.Length)..], line[..DigestLength]))
            {
                throw new InvalidDataException("Its checksums are damaged.");
            }
        }

        return digests;
    }

    public static string DigestOf(params ReadOnlySpan<byte[]> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] piece in pieces)
        {
            hash.AppendData(piece);
        }

        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}

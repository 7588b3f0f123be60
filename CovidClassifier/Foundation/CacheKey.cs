using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using System.Text;

namespace CovidClassifier.Foundation;

/// <summary>
/// What an entry of a <see cref="CacheFolder"/> is called: a hash of everything that decides its content. This build of the library and the processor's
/// instructions are always in it, because other code, or sums in another order, may give other last bits.
/// </summary>
internal static class CacheKey
{
    /// <summary>Number of hexadecimal digits.</summary>
    public const int Length = 2 * SHA256.HashSizeInBytes;

    private static readonly byte[] Here = Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{typeof(CacheKey).Module.ModuleVersionId} {RuntimeInformation.ProcessArchitecture} {Vector<byte>.Count} " +
        $"{Avx.IsSupported} {Avx2.IsSupported} {Fma.IsSupported} {Avx512F.IsSupported}\0"));

    /// <param name="content">What the entry is computed from.</param>
    /// <param name="parts">Everything else that decides it, what kind of entry it is first; none holds a zero character.</param>
    /// <returns>Lower-case hexadecimal digits.</returns>
    public static string Of(ReadOnlySpan<byte> content, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Here);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part + '\0'));
        }

        hash.AppendData(content);
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}

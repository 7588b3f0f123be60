using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>Identifiers of own objects, below 2.25 and a UUID as one number (DICOM PS3.5, annex B.2).</summary>
internal static class DicomUid
{
    private const int UuidBytes = 16;

    /// <summary>
    /// The identifier that stands for these parts and no others: a UUID of version 8 (RFC 9562, 5.8) that holds the beginning of their SHA-256. The same parts
    /// give the same one.
    /// </summary>
    public static string Of(params IReadOnlyList<string> parts)
    {
        // each part with its length, so that no two lists look alike
        string all = string.Concat(parts.Select(p => FormattableString.Invariant($"{p.Length}:{p}")));
        byte[] uuid = SHA256.HashData(Encoding.UTF8.GetBytes(all))[..UuidBytes];
        uuid[6] = (byte)(0x80 | uuid[6] & 0x0F);
        uuid[8] = (byte)(0x80 | uuid[8] & 0x3F);
        return "2.25." + new BigInteger(uuid, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>A fingerprint of a JPEG's quantisation tables (ITU-T T.81, B.2.4.1), which tell the program and quality that wrote it.</summary>
internal static class JpegTables
{
    private const byte QuantisationTables = 0xDB, StartOfScan = 0xDA;

    /// <summary>Sixteen hexadecimal digits over every table before the first scan.</summary>
    /// <param name="image">A JPEG whose header has been read without error.</param>
    public static string Of(EncodedImage image)
    {
        ReadOnlySpan<byte> bytes = image.Bytes.Span;
        var hash = new XxHash64();
        for (int position = 2; position + 4 <= bytes.Length && bytes[position + 1] != StartOfScan;)
        {
            if (bytes[position + 1] == 0xFF)
            {
                position++;
                continue;
            }

            int end = position + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
            if (bytes[position + 1] == QuantisationTables)
            {
                hash.Append(bytes[(position + 4)..end]);
            }

            position = end;
        }

        return hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace CovidClassifier.Foundation;

/// <summary>Lines of a log, each followed by a tab and its checksum (XXH3, 16 hexadecimal digits), so that no damaged one is taken for whole.</summary>
internal static class SealedLine
{
    private const int SealLength = 1 + 16;

    /// <returns>The line with its checksum, without a line break.</returns>
    public static byte[] Seal(ReadOnlySpan<byte> line) => [.. line, .. SealOf(line)];

    /// <param name="sealedLine">Without its line break.</param>
    /// <exception cref="InvalidDataException">A byte is not the one that was written.</exception>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> sealedLine)
    {
        if (sealedLine.Length >= SealLength)
        {
            ReadOnlySpan<byte> line = sealedLine[..^SealLength];
            if (sealedLine[^SealLength..].SequenceEqual(SealOf(line)))
            {
                return line;
            }
        }

        throw new InvalidDataException("A line is damaged: its checksum does not fit.");
    }

    private static byte[] SealOf(ReadOnlySpan<byte> line) =>
        Encoding.ASCII.GetBytes("\t" + XxHash3.HashToUInt64(line).ToString("x16", CultureInfo.InvariantCulture));
}

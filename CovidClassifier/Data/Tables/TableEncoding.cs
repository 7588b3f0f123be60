using System.Text;

namespace CovidClassifier.Data.Tables;

/// <summary>Finds the encoding of a text file that nobody wrote down.</summary>
internal static class TableEncoding
{
    private const int Sample = 1 << 16;

    private static readonly Encoding Utf32BigEndian = new UTF32Encoding(bigEndian: true, byteOrderMark: true);
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // UTF-32's mark begins with UTF-16's
    private static readonly Encoding[] Marked = [Encoding.UTF32, Utf32BigEndian, Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>By byte order mark; else by where zero bytes stand; else UTF-8 where every byte fits; else Windows-1252.</summary>
    /// <param name="open">Opens the file's bytes from the start.</param>
    /// <param name="isWhole">Whether every byte is looked at, or the first 64 KB.</param>
    /// <returns>The encoding, and how many bytes its mark takes.</returns>
    public static (Encoding Encoding, int Mark) Of(Func<Stream> open, bool isWhole)
    {
        using Stream stream = open();
        byte[] head = new byte[Sample];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        ReadOnlySpan<byte> bytes = head.AsSpan(0, length);
        bool isUtf8 = IsUtf8(bytes, isWhole ? stream : Stream.Null);
        foreach (Encoding marked in Marked)
        {
            if (bytes.StartsWith(marked.Preamble))
            {
                return (marked, marked.Preamble.Length);
            }
        }

        return (ByZeros(bytes) ?? (isUtf8 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!), 0);
    }

    /// <summary>Text in Latin letters, and the separators, digits and line ends of any other, have zeros in all but one byte of each letter.</summary>
    private static Encoding? ByZeros(ReadOnlySpan<byte> bytes)
    {
        int letters = bytes.Length / 4;
        Span<double> zeros = stackalloc double[4];
        for (int i = 0; i < letters * 4; i++)
        {
            zeros[i % 4] += bytes[i] == 0 ? 1.0 / letters : 0;
        }

        bool Many(double share) => share > 0.3;
        bool Few(double share) => share < 0.05;
        return letters == 0 ? null
            : Few(zeros[0]) && Many(zeros[1]) && zeros[2] > 0.9 && zeros[3] > 0.9 ? Encoding.UTF32
            : Few(zeros[3]) && Many(zeros[2]) && zeros[1] > 0.9 && zeros[0] > 0.9 ? Utf32BigEndian
            : Few(zeros[0]) && Few(zeros[2]) && Many(zeros[1]) && Many(zeros[3]) ? Encoding.Unicode
            : Few(zeros[1]) && Few(zeros[3]) && Many(zeros[0]) && Many(zeros[2]) ? Encoding.BigEndianUnicode
            : null;
    }

    /// <summary>Reads the rest to its end either way, so that a limit on it is met here. A letter that is cut off at the end is none that tells against
    /// it.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> head, Stream rest)
    {
        Decoder decoder = StrictUtf8.GetDecoder();
        byte[] bytes = new byte[Sample];
        char[] characters = new char[StrictUtf8.GetMaxCharCount(bytes.Length)];
        bool Fits(ReadOnlySpan<byte> some)
        {
            try
            {
                decoder.GetChars(some, characters, flush: false);
                return true;
            }
            catch (DecoderFallbackException)
            {
                return false;
            }
        }

        bool isUtf8 = Fits(head);
        int read;
        while ((read = rest.Read(bytes)) > 0)
        {
            isUtf8 = isUtf8 && Fits(bytes.AsSpan(0, read));
        }

        return isUtf8;
    }
}

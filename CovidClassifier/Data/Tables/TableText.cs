using System.IO.Compression;
using System.Text;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Tables;

/// <summary>The text of a table or list: plain or packed with gzip, in any of the encodings that <see cref="TableEncoding"/> tells apart; of an Excel
/// <see cref="Workbook"/> its sheet.</summary>
internal static class TableText
{
    private const long MostBytes = 400_000_000;
    private const long MostUnpackedBytes = 256_000_000;

    // tables pack to a fifth or a twentieth; what unpacks to far more, and is not small, is made to fill memory
    private const int MostRatio = 100;
    private const long SmallBytes = 4_000_000;

    /// <summary>The text from the start, decoded as it is read, after one pass over all of it that finds the encoding and refuses what unpacks to too
    /// much.</summary>
    /// <exception cref="DatasetException">The file is missing, no regular file, damaged, too long, or may not be read.</exception>
    public static TextReader Open(string path) => Open(path, isWhole: true);

    /// <summary>The text from the start, for as much as a header takes; the encoding is that of the first bytes.</summary>
    /// <exception cref="DatasetException">The file is missing, no regular file, or may not be read.</exception>
    public static TextReader OpenHead(string path) => Open(path, isWhole: false);

    /// <summary>The whole text.</summary>
    /// <exception cref="DatasetException">The file is missing, no regular file, or may not be read.</exception>
    public static string Read(string path) => Guard(path, () =>
    {
        using TextReader reader = Open(path);
        return reader.ReadToEnd();
    });

    /// <summary>The first characters.</summary>
    /// <exception cref="DatasetException">The file is missing, no regular file, or may not be read.</exception>
    public static string Head(string path, int characters = 2048) => Guard(path, () =>
    {
        using TextReader reader = OpenHead(path);
        char[] head = new char[characters];
        return new string(head, 0, reader.ReadBlock(head));
    });

    /// <summary>Runs what reads the file; its errors become the dataset's.</summary>
    /// <exception cref="DatasetException">The file is missing, no regular file, damaged, or may not be read.</exception>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or InvalidDataException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist" : e.Message.TrimEnd('.');
            throw new DatasetException($"Table '{path}' cannot be read: {reason}.", path, e);
        }
    }

    private static TextReader Open(string path, bool isWhole) => Guard<TextReader>(path, () =>
    {
        if (Workbook.IsOne(path))
        {
            return new StringReader(Workbook.Text(path));
        }

        (Encoding encoding, int mark) = TableEncoding.Of(() => OpenBytes(path), isWhole);
        Stream stream = OpenBytes(path);
        stream.ReadExactly(new byte[mark]);
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
    });

    private static Stream OpenBytes(string path)
    {
        Stream file = RegularFile.OpenRead(path);
        try
        {
            long length = file.Length;
            Span<byte> head = stackalloc byte[2];
            bool isPacked = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1F && head[1] == 0x8B;
            file.Position = 0;
            long most = isPacked ? Math.Min(MostUnpackedBytes, Math.Max(SmallBytes, MostRatio * length)) : MostBytes;
            return isPacked
                ? new BoundedStream(
                    new GZipStream(file, CompressionMode.Decompress), most,
                        FormattableString.Invariant($"it unpacks to more than {most} bytes, which no table does"))
                : new BoundedStream(file, most, FormattableString.Invariant($"it has more than {most} bytes"));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}

using System.Text;

namespace CovidClassifier.Data.Tables;

/// <summary>Decodes a text file whose encoding nobody wrote down.</summary>
internal static class TableText
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>By byte order mark (UTF-8, UTF-16); else UTF-8 where every byte fits; else Windows-1252.</summary>
    /// <exception cref="DatasetException">The file is missing or may not be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DatasetException($"Table '{path}' cannot be read: {e.Message}", path, e);
        }
    }

    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (Encoding marked in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (bytes.StartsWith(marked.Preamble))
            {
                return marked.GetString(bytes[marked.Preamble.Length..]);
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }
}

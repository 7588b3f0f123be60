using CovidClassifier.Imaging;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Data.Folders;

/// <summary>What can be said of an image file without decoding it.</summary>
internal static class ImageFile
{
    /// <summary>Opens the file and looks at its first bytes; null where it may be a picture.</summary>
    public static (DatasetProblemKind Kind, string Reason)? FaultOf(string path)
    {
        Span<byte> head = stackalloc byte[8];
        int length;
        try
        {
            using FileStream stream = File.OpenRead(path);
            length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (DatasetProblemKind.MissingImage, "the file does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (DatasetProblemKind.Unreadable, e.Message.TrimEnd('.'));
        }

        return length == 0 ? (DatasetProblemKind.NotAnImage, "the file is empty")
            : IsPicture(head[..length]) ? null
            : (DatasetProblemKind.NotAnImage, "it begins like neither a JPEG nor a PNG file");
    }

    /// <summary>True where the file begins like a picture of a kind that is read.</summary>
    public static bool IsPicture(string path) => FaultOf(path) is null;

    /// <summary>JPEG (ITU-T T.81, SOI and the next marker's first byte) or PNG (ISO/IEC 15948, 5.2).</summary>
    private static bool IsPicture(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
}

using System.Buffers;
using CovidClassifier.Foundation;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>Reads image files into memory.</summary>
internal static class EncodedFile
{
    private const int MaximumBytes = 1_000_000_000;

    /// <summary>Reads a file into a rented array; a file that begins like no image is refused before the rest of it is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="buffer">Takes the array, whatever happens afterwards.</param>
    /// <returns>How many bytes of it are the file's.</returns>
    /// <exception cref="ImageFormatException">The file is missing, no regular file, cannot be opened, too long, or begins like no image.</exception>
    public static int Read(string path, ref byte[] buffer)
    {
        var image = new EncodedImage(default, path);
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            Span<byte> head = stackalloc byte[IImageFormat.HeadLength];
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            if (ImageFormats.Of(head) is null)
            {
                throw image.Refuse(ImageFormats.Refusal(head));
            }

            int rest = Math.Max(0, LengthOf(image, stream) - head.Length);
            buffer = ArrayPool<byte>.Shared.Rent(head.Length + rest);
            head.CopyTo(buffer);
            return head.Length + stream.ReadAtLeast(buffer.AsSpan(head.Length, rest), rest, throwOnEndOfStream: false);
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            throw image.Refuse(Reason(path, e), e);
        }
    }

    /// <summary>All bytes of a file, of whatever kind.</summary>
    /// <exception cref="ImageFormatException">The file is missing, no regular file, cannot be opened, or is too long.</exception>
    public static byte[] ReadAll(string path)
    {
        var image = new EncodedImage(default, path);
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            byte[] bytes = new byte[LengthOf(image, stream)];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == bytes.Length ? bytes : bytes[..length];
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            throw image.Refuse(Reason(path, e), e);
        }
    }

    private static int LengthOf(EncodedImage image, FileStream stream) => stream.Length <= MaximumBytes
        ? (int)stream.Length
        : throw image.Refuse(FormattableString.Invariant($"the file has {stream.Length} bytes; at most {MaximumBytes} are read."));

    private static bool IsOfFiles(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static string Reason(string path, Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "the file does not exist.",
        _ when Directory.Exists(path) => "it is a folder, not a file.",
        UnauthorizedAccessException => "access to the file is denied.",
        _ => $"the file cannot be opened ({e.Message.TrimEnd('.')}).",
    };
}

using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Data.Facts;

/// <summary>What can be said of an image file without decoding it.</summary>
internal static class ImageFile
{
    /// <summary>Opens the file and looks at its first bytes; null where it may be a picture.</summary>
    public static (DatasetProblemKind Kind, string Reason)? FaultOf(string path)
    {
        Span<byte> head = stackalloc byte[IImageFormat.HeadLength];
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (DatasetProblemKind.MissingImage, "the file does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (DatasetProblemKind.Unreadable, e.Message.TrimEnd('.'));
        }

        return ImageFormats.Of(head) is null ? (DatasetProblemKind.NotAnImage, ImageFormats.Refusal(head).TrimEnd('.')) : null;
    }

    /// <summary>True where the file begins like a picture of a kind that is read.</summary>
    public static bool IsPicture(string path) => FaultOf(path) is null;
}

using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Dicom;

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

        return DicomContent.WithoutPicture(head) is { } content ? (DatasetProblemKind.NotAnImage, $"it is {content}, which holds no picture")
            : ImageFormats.Of(head) is null ? (DatasetProblemKind.NotAnImage, ImageFormats.Refusal(head).TrimEnd('.')) : null;
    }

    /// <summary>True where the file is DICOM of a kind that has no picture: a directory, a report, a presentation state.</summary>
    public static bool IsDicomDocument(string path)
    {
        Span<byte> head = stackalloc byte[IImageFormat.HeadLength];
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            return DicomContent.WithoutPicture(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]) is not null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>True where the file begins like a picture of a kind that is read.</summary>
    public static bool IsPicture(string path) => FaultOf(path) is null;
}

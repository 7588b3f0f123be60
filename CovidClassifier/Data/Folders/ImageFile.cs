using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Data.Folders;

/// <summary>What can be said of an image file without decoding it.</summary>
internal static class ImageFile
{
    private static readonly string[] IgnoredNames = ["Thumbs.db", "desktop.ini"];
    private static readonly string[] IgnoredStems = ["README", "LICENSE", "LICENCE"];
    private static readonly string[] IgnoredExtensions = [".md", ".txt", ".csv", ".tsv", ".json"];

    /// <summary>Files and folders that a dataset's folder may hold beside its images: hidden ones, notes, tables and a desktop's
    /// leavings.</summary>
    public static bool IsIgnored(string fileName) =>
        fileName.StartsWith('.')
        || fileName is "__MACOSX"
        || IgnoredNames.Contains(fileName, StringComparer.OrdinalIgnoreCase)
        || IgnoredStems.Contains(Path.GetFileNameWithoutExtension(fileName), StringComparer.OrdinalIgnoreCase)
        || IgnoredExtensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens the file and looks at its first bytes; null where it may be a picture.</summary>
    public static (DatasetProblemKind Kind, string Reason)? FaultOf(string path)
    {
        Span<byte> head = stackalloc byte[ImageFormats.HeadLength];
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
}

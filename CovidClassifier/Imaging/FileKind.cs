using System.Text;

namespace CovidClassifier.Imaging;

/// <summary>Tells from a file's first bytes what it looks like; the name's extension is never asked.</summary>
internal static class FileKind
{
    /// <summary>How many bytes from the start suffice to tell.</summary>
    public const int HeadLength = 512;

    private static readonly (int Offset, byte[] Magic, string Name)[] Known =
    [
        (0, "GIF8"u8.ToArray(), "a GIF image"),
        (0, "BM"u8.ToArray(), "a BMP image"),
        (8, "WEBP"u8.ToArray(), "a WebP image"),
        (0, [0x49, 0x49, 0x2A, 0x00], "a TIFF image"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "a TIFF image"),
        (128, "DICM"u8.ToArray(), "a DICOM file"),
        (4, "jP  "u8.ToArray(), "a JPEG 2000 image"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image"),
        (4, "ftyp"u8.ToArray(), "a HEIF, AVIF or video file"),
        (0, "%PDF"u8.ToArray(), "a PDF document"),
        (0, [0x50, 0x4B, 0x03, 0x04], "a zip archive"),
        (0, [0x1F, 0x8B], "a gzip archive"),
        (344, "n+1\0"u8.ToArray(), "a NIfTI volume"),
    ];

    public static bool IsJpeg(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsPng(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>The reason to refuse a file that is neither JPEG nor PNG.</summary>
    public static string Refusal(ReadOnlySpan<byte> head) =>
        head.IsEmpty ? "it is empty." : $"it looks like {Describe(head)}; JPEG and PNG are read.";

    private static string Describe(ReadOnlySpan<byte> head)
    {
        foreach ((int offset, byte[] magic, string name) in Known)
        {
            if (head.Length >= offset + magic.Length && head.Slice(offset, magic.Length).SequenceEqual(magic))
            {
                return name;
            }
        }

        return IsText(head) ? TextKind(head) : "no image";
    }

    private static bool IsText(ReadOnlySpan<byte> head) =>
        head.IndexOfAnyInRange((byte)0, (byte)8) < 0 && head.IndexOfAnyInRange((byte)14, (byte)26) < 0;

    private static string TextKind(ReadOnlySpan<byte> head)
    {
        string text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF').TrimStart();
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? "a web page"
            : "text";
    }
}

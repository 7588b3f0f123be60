using System.Text;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>What a file that is no image of ours looks like by its first bytes.</summary>
internal static class FileKind
{
    private static readonly (int Offset, byte[] Magic, string Name)[] Known =
    [
        (4, "jP  "u8.ToArray(), "a JPEG 2000 image"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image"),
        (0, [0xFF, 0x0A], "a JPEG XL image"),
        (4, "JXL "u8.ToArray(), "a JPEG XL image"),
        (4, "ftypavif"u8.ToArray(), "an AVIF image"),
        (4, "ftypheic"u8.ToArray(), "a HEIF image"),
        (4, "ftypheix"u8.ToArray(), "a HEIF image"),
        (4, "ftypmif1"u8.ToArray(), "a HEIF image"),
        (4, "ftyp"u8.ToArray(), "a HEIF, AVIF or video file"),
        (0, [0x49, 0x49, 0x2B, 0x00], "a BigTIFF image"),
        (0, [0x4D, 0x4D, 0x00, 0x2B], "a BigTIFF image"),
        (0, "%PDF"u8.ToArray(), "a PDF document"),
        (0, [0x50, 0x4B, 0x03, 0x04], "a zip archive"),
        (0, [0x1F, 0x8B], "a gzip archive"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7-Zip archive"),
        (0, "Rar!"u8.ToArray(), "a RAR archive"),
        (344, "n+1\0"u8.ToArray(), "a NIfTI volume"),
        (0, "NRRD000"u8.ToArray(), "an NRRD volume"),
        (0, "version https://git-lfs"u8.ToArray(), "a Git LFS pointer in place of the file"),
        (0, [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"),
        (0, "8BPS"u8.ToArray(), "a Photoshop document"),
        (0, [0, 0, 1, 0], "an icon"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "a program"),
    ];

    /// <summary>With its article: "a zip archive", "text", "no image".</summary>
    public static string Of(ReadOnlySpan<byte> head)
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
            : text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) ? "an SVG drawing"
            : text.StartsWith('{') || text.StartsWith('[') ? "JSON text"
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? "XML text"
            : "text";
    }
}

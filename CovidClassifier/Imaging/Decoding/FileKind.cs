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
        (0, [0x76, 0x2F, 0x31, 0x01], "an OpenEXR image"),
        (0, "#?RADIANCE"u8.ToArray(), "a Radiance HDR image"),
        (0, "SDPX"u8.ToArray(), "a DPX image"),
        (0, "XPDS"u8.ToArray(), "a DPX image"),
        (0, "SIMPLE  ="u8.ToArray(), "a FITS image"),
        (0, "DDS "u8.ToArray(), "a DirectDraw surface"),
        (0, "qoif"u8.ToArray(), "a QOI image"),
        (0, "gimp xcf"u8.ToArray(), "a GIMP document"),
        (0, [0x8B, 0x4A, 0x4E, 0x47], "a JNG image"),
        (0, [0x8A, 0x4D, 0x4E, 0x47], "an MNG animation"),
        (0, "/* XPM"u8.ToArray(), "an XPM drawing"),
        (0, "%!PS"u8.ToArray(), "a PostScript document"),
        (0, [0xC5, 0xD0, 0xD3, 0xC6], "a PostScript document"),
        (0, "SQLite format"u8.ToArray(), "a database"),
        (0, "PAR1"u8.ToArray(), "a Parquet file"),
        (0, [0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
        (0, "MATLAB 5.0"u8.ToArray(), "a MATLAB file"),
        (0, [0xD0, 0xCF, 0x11, 0xE0], "an old Office document"),
        (0, "BZh"u8.ToArray(), "a bzip2 archive"),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
        (0, [0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
        (0, "ObjectType = Image"u8.ToArray(), "a MetaImage volume"),
        (0, [0x00, 0x05, 0x16, 0x07], "what macOS keeps beside a file (AppleDouble)"),
        (1, "PNG\r\n"u8.ToArray(), "a PNG image whose first byte was changed on its way"),
        (1, "PNG\n"u8.ToArray(), "a PNG image whose line ends were changed on its way; copy it again, as binary"),
        (1, "PNG\r\r\n"u8.ToArray(), "a PNG image whose line ends were changed on its way; copy it again, as binary"),
        (0, [0xEF, 0xBF, 0xBD], "a file that was saved as text; copy it again, as binary"),
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

        return IsNetpbm(head) ? "a Netpbm image (PGM, PPM, PNM)" : IsPcx(head) ? "a PCX image" : IsText(head) ? TextKind(head) : "no image";
    }

    /// <summary>P1 to P7, or PF, and white space.</summary>
    private static bool IsNetpbm(ReadOnlySpan<byte> head) =>
        head is [(byte)'P', (>= (byte)'1' and <= (byte)'7') or (byte)'F' or (byte)'f', (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t', ..];

    private static bool IsPcx(ReadOnlySpan<byte> head) => head is [0x0A, <= 5, 1, 1 or 2 or 4 or 8, ..];

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

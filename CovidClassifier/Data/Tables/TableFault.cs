using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Tables;

/// <summary>What a file is that bears a table's name and is none; people often save the page that shows a table, or the pointer that stands for it.</summary>
internal static class TableFault
{
    private static readonly (string Beginning, string Fault)[] Texts =
    [
        ("<!doctype html", WebPage), ("<html", WebPage), ("<head", WebPage), ("<script", WebPage),
        ("version https://git-lfs", "is a Git LFS pointer, which stands for the table; fetch the table itself with 'git lfs pull'"),
        ("/annex/objects", "is a git-annex pointer, which stands for the table; fetch the table itself with 'git annex get'"),
        ("../.git/annex/objects", "is a git-annex pointer, which stands for the table; fetch the table itself with 'git annex get'"),
        ("404: not found", "is the answer of a web server that did not find the table; download it again"),
        ("404 not found", "is the answer of a web server that did not find the table; download it again"),
        ("<?xml", "is XML and no table; download the table itself"),
        ("{\\rtf", "is a document of a word processor; save the table as CSV"),
        ("{", "is JSON and no table"), ("[{", "is JSON and no table"),
    ];

    private const string WebPage = "is a web page and no table; download the file itself (on GitHub with Raw or Download)";

    private static readonly (byte[] Beginning, string Fault)[] Kinds =
    [
        ([0x50, 0x4B, 0x03, 0x04], "is a zip archive; unpack it"),
        ([0xD0, 0xCF, 0x11, 0xE0], "is an old Excel workbook; save it as .xlsx or CSV"),
        ("%PDF"u8.ToArray(), "is a PDF document and no table"),
        ("SQLite format"u8.ToArray(), "is a database; export the table as CSV"),
        ("PAR1"u8.ToArray(), "is a Parquet file; save the table as CSV"),
        ("BZh"u8.ToArray(), "is packed with bzip2; unpack it"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "is packed with xz; unpack it"),
        ([0x28, 0xB5, 0x2F, 0xFD], "is packed with zstd; unpack it"),
        ([0x37, 0x7A, 0xBC, 0xAF], "is a 7-Zip archive; unpack it"),
        ("Rar!"u8.ToArray(), "is a RAR archive; unpack it"),
        ([0x89, 0x50, 0x4E, 0x47], "is a picture and no table"),
        ([0xFF, 0xD8, 0xFF], "is a picture and no table"),
    ];

    /// <summary>What is wrong, as the end of a sentence that begins with the table's name; null: it may be a table.</summary>
    /// <exception cref="DatasetException">The file is missing, or may not be read.</exception>
    public static string? Of(string path) => OfBytes(path) ?? OfText(TableText.Head(path));

    private static string? OfBytes(string path) => TableText.Guard(path, () =>
    {
        using FileStream stream = RegularFile.OpenRead(path);
        byte[] head = new byte[16];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return length == 0 ? "is empty"
            : Workbook.IsOne(path) ? null
            : Kinds.FirstOrDefault(k => head.AsSpan(0, length).StartsWith(k.Beginning)).Fault;
    });

    private static string? OfText(string text)
    {
        string beginning = text.TrimStart();
        return beginning.TrimEnd('\0').Length == 0 ? "is empty" : Texts.FirstOrDefault(t => beginning.StartsWith(t.Beginning,
            StringComparison.OrdinalIgnoreCase)).Fault;
    }
}

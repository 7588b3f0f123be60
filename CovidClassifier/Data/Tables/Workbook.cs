using System.IO.Compression;
using System.Xml;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Tables;

/// <summary>
/// An Excel workbook (ECMA-376, SpreadsheetML) as the text of a table: its one sheet that holds anything, a line for each row, so that a line's number is the
/// row's. Own code, because nothing may unpack without a bound or fail with other errors than these.
/// </summary>
internal sealed class Workbook : IDisposable
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Part = "xl/workbook.xml";
    private const long MostUnpackedBytes = 256_000_000, SmallBytes = 8_000_000;
    private const int MostRatio = 200, SheetsNamed = 5;

    private readonly ZipArchive _zip;
    private readonly long _mostBytes;

    private Workbook(FileStream file)
    {
        _mostBytes = Math.Min(MostUnpackedBytes, Math.Max(SmallBytes, MostRatio * file.Length));
        try
        {
            _zip = new ZipArchive(file, ZipArchiveMode.Read);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file is a workbook, by its content.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static bool IsOne(string path)
    {
        using FileStream file = RegularFile.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual("PK\u0003\u0004"u8))
        {
            return false;
        }

        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.GetEntry(Part) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The text of the sheet that holds anything: fields parted by commas, quoted where they need it.</summary>
    /// <exception cref="InvalidDataException">The workbook is damaged, unpacks to too much, or has several such sheets, or none.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static string Text(string path)
    {
        try
        {
            using var workbook = new Workbook(RegularFile.OpenRead(path));
            return workbook.Text();
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException or NotSupportedException)
        {
            throw new InvalidDataException($"the workbook is damaged ({e.Message.TrimEnd('.')})", e);
        }
    }

    public void Dispose() => _zip.Dispose();

    private string Text()
    {
        IReadOnlyList<string> strings = SharedTexts.In(Open("xl/sharedStrings.xml"));
        (bool startsIn1904, List<(string Name, string Part)> sheets) = Sheets();
        CellFormats formats = CellFormats.In(Open("xl/styles.xml"), startsIn1904);
        var filled = new List<(string Name, string Text)>();
        foreach ((string name, string part) in sheets)
        {
            if (Open(part) is { } sheet && SheetText.Of(sheet, strings, formats) is { Length: > 0 } text)
            {
                filled.Add((name, text));
            }
        }

        string names = string.Join(", ", filled.Take(SheetsNamed).Select(f => $"'{ShownText.Of(f.Name)}'"));
        return filled.Count switch
        {
            0 => throw new InvalidDataException("no visible sheet of the workbook holds anything"),
            1 => filled[0].Text,
            _ => throw new InvalidDataException(FormattableString.Invariant(
                $"{filled.Count} sheets of the workbook hold something ({names}); save the one that is meant by itself, or as CSV")),
        };
    }

    /// <summary>The sheets that are shown, in order, and whether days are counted from 1904 on.</summary>
    private (bool StartsIn1904, List<(string Name, string Part)> Sheets) Sheets()
    {
        Dictionary<string, string> targets = Targets();
        bool startsIn1904 = false;
        var sheets = new List<(string, string)>();
        using XmlReader xml = Open(Part) ?? throw new InvalidDataException("the workbook is damaged (it has no list of sheets)");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
            {
                startsIn1904 = xml.GetAttribute("date1904") is "1" or "true";
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.GetAttribute("state") is null or "visible"
                && targets.TryGetValue(xml.GetAttribute("id", Relations) ?? "", out string? target))
            {
                sheets.Add((xml.GetAttribute("name") ?? "", target.StartsWith('/') ? target[1..] : $"xl/{target}"));
            }
        }

        return (startsIn1904, sheets);
    }

    private Dictionary<string, string> Targets()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using XmlReader? xml = Open("xl/_rels/workbook.xml.rels");
        while (xml is not null && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship")
            {
                targets[xml.GetAttribute("Id") ?? ""] = xml.GetAttribute("Target") ?? "";
            }
        }

        return targets;
    }

    /// <summary>A part; null where there is none.</summary>
    private XmlReader? Open(string part) => _zip.GetEntry(part) is not { } entry ? null : XmlReader.Create(
        new BoundedStream(entry.Open(), _mostBytes, FormattableString.Invariant($"it unpacks to more than {_mostBytes} bytes, which no table does")),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
}

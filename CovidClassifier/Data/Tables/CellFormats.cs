using System.Globalization;
using System.Xml;

namespace CovidClassifier.Data.Tables;

/// <summary>How the cells of a workbook show numbers (ECMA-376, part 1, 18.8.30): as dates, with leading zeros, or as they are.</summary>
internal sealed class CellFormats
{
    private const int FirstOwn = 164;
    private const long LargestWhole = 1L << 53;

    private readonly List<int> _ofStyles = [];
    private readonly Dictionary<int, string> _own = [];
    private readonly bool _startsIn1904;

    private CellFormats(bool startsIn1904) => _startsIn1904 = startsIn1904;

    /// <param name="xml">The part that holds them, which is closed; null: the workbook has none.</param>
    /// <param name="startsIn1904">Whether days are counted from 1904 on.</param>
    public static CellFormats In(XmlReader? xml, bool startsIn1904)
    {
        var formats = new CellFormats(startsIn1904);
        using (xml)
        {
            bool isCells = false;
            while (xml is not null && xml.Read())
            {
                if (xml.LocalName == "cellXfs")
                {
                    isCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
                }
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt")
                {
                    formats._own[Number(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
                }
                else if (isCells && xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf")
                {
                    formats._ofStyles.Add(Number(xml.GetAttribute("numFmtId")));
                }
            }
        }

        return formats;
    }

    /// <summary>A number as the cell shows it, as far as that tells more than the number: a date, or leading zeros.</summary>
    /// <param name="value">As the file writes it.</param>
    /// <param name="style">The cell's style.</param>
    public string Shown(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return value;
        }

        int format = style >= 0 && style < _ofStyles.Count ? _ofStyles[style] : 0;
        string? code = format >= FirstOwn ? _own.GetValueOrDefault(format) : null;
        if (IsDate(format, code) && Date(number) is { } date)
        {
            return date.ToString(number % 1 == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        }

        bool isWhole = number % 1 == 0 && Math.Abs(number) <= LargestWhole;
        return isWhole && code is { Length: > 1 } && code.All(c => c == '0') ? ((long)number).ToString(code, CultureInfo.InvariantCulture)
            : isWhole ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    private DateTime? Date(double days)
    {
        // the first day is that before 1900, and 1900 counts as a leap year
        DateTime start = _startsIn1904 ? new DateTime(1904, 1, 1) : days < 60 ? new DateTime(1899, 12, 31) : new DateTime(1899, 12, 30);
        return days is >= 0 and < 2_900_000 ? start.AddSeconds(Math.Round(days * 86_400)) : null;
    }

    private static bool IsDate(int format, string? code) => format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58)
        || (code is not null && Unquoted(code).IndexOfAny(['y', 'Y', 'd', 'D']) >= 0);

    /// <summary>A format without its quoted texts, colours and conditions.</summary>
    private static string Unquoted(string code)
    {
        char[] kept = new char[code.Length];
        int count = 0;
        char closing = '\0';
        for (int i = 0; i < code.Length; i++)
        {
            if (closing != '\0')
            {
                closing = code[i] == closing ? '\0' : closing;
            }
            else if (code[i] is '"' or '[')
            {
                closing = code[i] == '"' ? '"' : ']';
            }
            else if (code[i] is '\\' or '_' or '*')
            {
                i++;
            }
            else
            {
                kept[count++] = code[i];
            }
        }

        return new string(kept, 0, count);
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}

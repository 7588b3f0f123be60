using System.Globalization;
using System.Text;
using System.Xml;

namespace CovidClassifier.Data.Tables;

/// <summary>The rows of a workbook's sheet as text (ECMA-376, part 1, 18.3).</summary>
internal sealed class SheetText
{
    private const int MostRows = 1_048_576, MostColumns = 16_384, MostCharacters = 200_000_000;

    private readonly StringBuilder _text = new();
    private readonly List<string> _fields = [];
    private readonly IReadOnlyList<string> _strings;
    private readonly CellFormats _formats;
    private int _row;

    private SheetText(IReadOnlyList<string> strings, CellFormats formats) => (_strings, _formats) = (strings, formats);

    /// <summary>A line for each row, blank ones too; empty where no cell holds anything.</summary>
    /// <param name="sheet">The sheet's part, which is closed.</param>
    /// <param name="strings">The workbook's texts.</param>
    /// <param name="formats">How its cells show numbers.</param>
    /// <exception cref="InvalidDataException">A cell names what is not there, or the text is too long.</exception>
    public static string Of(XmlReader sheet, IReadOnlyList<string> strings, CellFormats formats)
    {
        var text = new SheetText(strings, formats);
        using (sheet)
        {
            while (sheet.Read())
            {
                if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "row")
                {
                    text.BeginRow(sheet);
                }
                else if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "c")
                {
                    text.ReadCell(sheet);
                }
                else if (sheet.NodeType == XmlNodeType.EndElement && sheet.LocalName == "row")
                {
                    text.EndRow();
                }
            }
        }

        return text._text.ToString().TrimEnd('\n') is { Length: > 0 } all && !string.IsNullOrWhiteSpace(all) ? all + "\n" : "";
    }

    private void BeginRow(XmlReader sheet)
    {
        int row = sheet.GetAttribute("r") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : _row + 1;
        if (row <= _row || row > MostRows)
        {
            throw new InvalidDataException("the workbook is damaged (its rows are out of order)");
        }

        _text.Append('\n', row - _row - 1);
        _row = row;
        _fields.Clear();
        if (sheet.IsEmptyElement)
        {
            EndRow();
        }
    }

    private void EndRow()
    {
        while (_fields.Count > 0 && _fields[^1].Length == 0)
        {
            _fields.RemoveAt(_fields.Count - 1);
        }

        for (int i = 0; i < _fields.Count; i++)
        {
            _text.Append(i > 0 ? "," : "").Append(Quoted(_fields[i]));
        }

        _text.Append('\n');
        if (_text.Length > MostCharacters)
        {
            throw new InvalidDataException(FormattableString.Invariant($"it unpacks to more than {MostCharacters} characters, which no table does"));
        }
    }

    private void ReadCell(XmlReader cell)
    {
        int column = cell.GetAttribute("r") is { } reference ? ColumnOf(reference) : _fields.Count;
        if (column < _fields.Count || column >= MostColumns)
        {
            throw new InvalidDataException("the workbook is damaged (its cells are out of order)");
        }

        string type = cell.GetAttribute("t") ?? "n";
        int style = int.TryParse(cell.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int s) ? s : 0;
        while (_fields.Count < column)
        {
            _fields.Add("");
        }

        _fields.Add(type == "inlineStr" ? SharedTexts.TextOf(cell) : Shown(type, style, ValueOf(cell, column)));
    }

    private string Shown(string type, int style, string value) => type switch
    {
        _ when value.Length == 0 => "",
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < _strings.Count
            ? _strings[number]
            : throw new InvalidDataException("the workbook is damaged (a cell names a text that is not there)"),
        "b" => value == "1" ? "TRUE" : "FALSE",
        "n" => _formats.Shown(value, style),
        _ => value,
    };

    /// <summary>The cell's value, which a formula's cell has beside it.</summary>
    private string ValueOf(XmlReader cell, int column)
    {
        string value = "";
        int depth = cell.Depth;
        bool isValue = false, isFormula = false, hasValue = false;
        while (!cell.IsEmptyElement && cell.Read() && cell.Depth > depth)
        {
            if (cell.NodeType is XmlNodeType.Element or XmlNodeType.EndElement)
            {
                isValue = cell.NodeType == XmlNodeType.Element && cell.LocalName == "v" && !cell.IsEmptyElement;
                isFormula |= cell.LocalName == "f";
                hasValue |= cell.LocalName == "v" && (cell.NodeType == XmlNodeType.EndElement || !cell.IsEmptyElement);
            }
            else if (isValue && cell.HasValue)
            {
                value += cell.Value;
            }
        }

        return !isFormula || hasValue ? value : throw new InvalidDataException(FormattableString.Invariant(
            $"column {column + 1} of row {_row} is a formula whose value was not saved; open and save the workbook in a spreadsheet program"));
    }

    /// <summary>The column of a cell such as AB12, from 0.</summary>
    private static int ColumnOf(string reference)
    {
        int column = 0;
        for (int i = 0; i < reference.Length && char.IsAsciiLetter(reference[i]) && column < MostColumns; i++)
        {
            column = 26 * column + (char.ToUpperInvariant(reference[i]) - 'A' + 1);
        }

        return column - 1;
    }

    // a line is a row, and no sign that parts the fields of other tables may stand open
    private static string Quoted(string field)
    {
        string line = field.ReplaceLineEndings(" ");
        return line.AsSpan().IndexOfAny("\",;\t|") < 0 ? line : $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

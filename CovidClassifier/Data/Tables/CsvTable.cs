using System.Globalization;
using CsvHelper;

namespace CovidClassifier.Data.Tables;

/// <summary>
/// A table with a header, read whole. Comma, semicolon, tab or bar, found from the first lines; fields may be quoted and then span lines;
/// for the encoding see <see cref="TableText"/>. Blank lines are skipped.
/// </summary>
internal sealed class CsvTable
{
    private CsvTable(string path, IReadOnlyList<string> columns, IReadOnlyList<TableRow> rows, IReadOnlyList<DatasetProblem> problems)
    {
        Path = path;
        Columns = columns;
        Rows = rows;
        Problems = problems;
    }

    public string Path { get; }

    /// <summary>Header names, trimmed, in file order.</summary>
    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<TableRow> Rows { get; }

    /// <summary>Rows that could not be read; they are not in <see cref="Rows"/>.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <exception cref="DatasetException">The file is missing, may not be read, or has no header.</exception>
    public static CsvTable Read(string path)
    {
        HashSet<long> unclosed = [];
        using var reader = CsvReader.Create(new StringReader(TableText.Read(path)), new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    unclosed.Add(record.LineNumber);
                }
            },
        });
        IReadOnlyList<string>? columns = null;
        List<TableRow> rows = [];
        List<DatasetProblem> problems = [];
        while (reader.Read())
        {
            string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
            int line = (int)reader.LineNumber;
            if (fields.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (columns is null)
            {
                columns = [.. fields.Select(f => f.Trim())];
            }
            else if (FaultOf(fields, columns.Count, unclosed.Contains(line)) is { } fault)
            {
                problems.Add(new DatasetProblem(DatasetProblemKind.MalformedRow, path, line, fault));
            }
            else
            {
                rows.Add(new TableRow(line, fields));
            }
        }

        return columns is null
            ? throw new DatasetException($"Table '{path}' must begin with a header line, got an empty file.", path)
            : new CsvTable(path, columns, rows, problems);
    }

    /// <summary>Only the header of a file: its names, or none where the file is no readable table.</summary>
    public static IReadOnlyList<string> ReadColumns(string path)
    {
        try
        {
            return Read(path).Columns;
        }
        catch (DatasetException)
        {
            return [];
        }
    }

    /// <summary>Index of the first column whose name is one of <paramref name="names"/> (compared as labels are), or -1.</summary>
    public int IndexOf(params IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            for (int i = 0; i < Columns.Count; i++)
            {
                if (Columns[i].Length > 0 && LabelTable.AreSame(Columns[i], name))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    /// <exception cref="DatasetException">No column has one of the names; the message lists the columns found.</exception>
    public int Require(string use, params IReadOnlyList<string> names)
    {
        int index = IndexOf(names);
        return index >= 0 ? index : throw new DatasetException(
            $"Table '{Path}' must have a column for the {use}, named {string.Join(" or ", names.Select(n => $"'{n}'"))}; "
            + $"its columns are: {string.Join(", ", Columns.Where(c => c.Length > 0))}.", Path);
    }

    private static string? FaultOf(string[] fields, int columns, bool isUnclosed)
    {
        if (isUnclosed)
        {
            return "a quote that opens in this row never closes, so nothing after it can be read";
        }

        int extra = fields.Skip(columns).Count(f => !string.IsNullOrWhiteSpace(f));
        return extra == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"it has {fields.Length} fields, the header has {columns}");
    }
}

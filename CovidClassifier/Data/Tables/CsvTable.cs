using System.Globalization;
using CovidClassifier.Foundation;
using CsvHelper;

namespace CovidClassifier.Data.Tables;

/// <summary>
/// A table with a header, read row by row. Comma, semicolon, tab or bar, found from the first lines, or what a first line "sep=" says; fields may be quoted
/// and then span lines; plain or packed with gzip; for the
/// encoding see <see cref="TableEncoding"/>. Blank lines are skipped.
/// </summary>
internal sealed class CsvTable
{
    /// <summary>How the names of tables end.</summary>
    public static readonly IReadOnlyList<string> Endings = [".csv", ".tsv", ".csv.gz", ".tsv.gz", ".xlsx"];

    private const int NamesShown = 11;
    private const int MostColumns = 10_000;
    private const int MostRows = 2_000_000;
    private const int LongestRow = 1 << 20;

    private readonly SeparatorLine? _separator;

    private CsvTable(string path, SeparatorLine? separator, IReadOnlyList<string> columns)
    {
        Path = path;
        _separator = separator;
        Columns = columns;
    }

    public string Path { get; }

    /// <summary>Header names, trimmed, in file order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Reads the header.</summary>
    /// <exception cref="DatasetException">The file is missing, may not be read, is no table, or has no header.</exception>
    public static CsvTable Open(string path)
    {
        if (TableFault.Of(path) is { } fault)
        {
            throw new DatasetException(fault == "is empty" ? $"Table '{path}' must begin with a header line, got an empty file."
                : $"Table '{path}' {fault}.", path);
        }

        SeparatorLine? separator = SeparatorLine.Of(TableText.Head(path), path);
        foreach (TableRow header in Read(path, separator, columns: null, _ => { }))
        {
            return new CsvTable(path, separator, [.. header.Fields.Select(f => f.Trim())]);
        }

        throw new DatasetException($"Table '{path}' must begin with a header line, got an empty file.", path);
    }

    /// <summary>The header of a file: its names, or none where the file is no readable table.</summary>
    public static IReadOnlyList<string> ColumnsOf(string path)
    {
        try
        {
            return File.Exists(path) ? Open(path).Columns : [];
        }
        catch (DatasetException)
        {
            return [];
        }
    }

    /// <summary>The rows below the header, each read when it is asked for.</summary>
    /// <param name="malformed">Told of each row that cannot be read.</param>
    /// <exception cref="DatasetException">The file cannot be read to its end.</exception>
    public IEnumerable<TableRow> Rows(Action<DatasetProblem> malformed) => Read(Path, _separator, Columns.Count, malformed);

    /// <summary>Index of the first column whose name is one of <paramref name="names"/> (compared as labels are), or -1.</summary>
    /// <exception cref="DatasetException">Two columns have that name.</exception>
    public int IndexOf(params IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            int[] found = [.. Enumerable.Range(0, Columns.Count).Where(i => Columns[i].Length > 0 && LabelTable.AreSame(Columns[i], name))];
            if (found.Length > 0)
            {
                return found.Length == 1 ? found[0] : throw new DatasetException(
                    string.Create(CultureInfo.InvariantCulture, $"Table '{Path}' must have one column '{name}', got {found.Length}: columns "
                        + $"{string.Join(" and ", found.Select(f => f + 1))}."), Path);
            }
        }

        return -1;
    }

    /// <exception cref="DatasetException">No column has one of the names, the message lists the columns found; or two have.</exception>
    public int Require(string use, params IReadOnlyList<string> names)
    {
        int index = IndexOf(names);
        return index >= 0 ? index : throw new DatasetException(
            $"Table '{Path}' must have a column for the {use}, named {string.Join(" or ", names.Take(NamesShown).Select(n => $"'{n}'"))}; its columns are: "
                + $"{DescribeColumns()}.", Path);
    }

    /// <summary>The names of the columns for a message.</summary>
    public string DescribeColumns() => ShownText.Of(string.Join(", ", Columns.Where(c => c.Length > 0)));

    /// <summary>Rows, the header first where <paramref name="columns"/> is null.</summary>
    private static IEnumerable<TableRow> Read(string path, SeparatorLine? separator, int? columns, Action<DatasetProblem> malformed)
    {
        HashSet<long> unclosed = [];
        using TextReader text = columns is null ? TableText.OpenHead(path) : TableText.Open(path);
        int skipped = separator?.Skip(text) ?? 0;
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = separator?.Separator,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                {
                    unclosed.Add(record.LineNumber);
                }
            },
        });
        bool isHeader = true;
        while (Next(reader, path, skipped))
        {
            if (reader.RowNumber > MostRows)
            {
                throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"Table '{path}' must have at most {MostRows} rows, got more."), path);
            }

            int line = (int)reader.LineNumber + skipped;
            if (isHeader && reader.FieldCount > MostColumns)
            {
                throw new DatasetException(string.Create(CultureInfo.InvariantCulture,
                    $"Table '{path}' must have at most {MostColumns} columns, got {reader.FieldCount}."), path);
            }

            string[] fields = [.. Enumerable.Range(0, Math.Min(reader.FieldCount, columns ?? reader.FieldCount)).Select(reader.GetString)];
            if (fields.All(string.IsNullOrWhiteSpace) && Extra(reader, fields.Length) == 0)
            {
                continue;
            }

            if (isHeader)
            {
                isHeader = false;
                if (columns is null)
                {
                    yield return new TableRow(line, fields);
                }
            }
            else if (FaultOf(reader, columns ?? reader.FieldCount, unclosed.Contains(reader.LineNumber)) is { } fault)
            {
                malformed(new DatasetProblem(DatasetProblemKind.MalformedRow, path, line, fault));
            }
            else
            {
                yield return new TableRow(line, fields);
            }
        }
    }

    private static bool Next(CsvReader reader, string path, int skipped) => TableText.Guard(path, () =>
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is CsvFormatException or InvalidOperationException)
        {
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"a row after line {reader.LineNumber + skipped} is longer than {LongestRow} bytes; a quote that opens there may never close"), e);
        }
    });

    private static int Extra(CsvReader reader, int columns)
    {
        int extra = 0;
        for (int i = columns; i < reader.FieldCount; i++)
        {
            extra += reader.IsEmpty(i) || string.IsNullOrWhiteSpace(reader.GetString(i)) ? 0 : 1;
        }

        return extra;
    }

    private static string? FaultOf(CsvReader reader, int columns, bool isUnclosed) =>
        isUnclosed ? "a quote that opens in this row never closes, so nothing after it can be read"
        : Extra(reader, columns) == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"it has {reader.FieldCount} fields, the header has {columns}");
}

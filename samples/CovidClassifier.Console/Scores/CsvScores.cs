using System.Globalization;
using CovidClassifier.Console.Reports;
using CsvHelper;

namespace CovidClassifier.Console.Scores;

/// <summary>Comma-separated values (RFC 4180, UTF-8, numbers with a decimal point). No cell is a formula to a spreadsheet.</summary>
internal sealed class CsvScores : IScoreFormat
{
    // a spreadsheet computes a cell that begins so
    private const string FormulaStarts = "=+-@\t\r";

    private const string True = "true", False = "false";

    private static readonly CsvWriterOptions Written = new() { NewLine = "\n" };
    private static readonly CsvReaderOptions Readable = new() { HasHeader = false };

    public string Ending => ".csv";

    public void Write(Stream stream, ScoreTable table)
    {
        using var csv = CsvWriter.Create(stream, Written, leaveOpen: true);
        csv.WriteRecord([.. ScoreColumns.Of(table.ClassNames, table.Fields)]);
        foreach (ScoreRow row in table.Rows)
        {
            IEnumerable<string> numbers = row.Probabilities.Count > 0 ? row.Probabilities.Select(Cell) : table.ClassNames.Select(_ => "");
            csv.WriteRecord(
            [
                PathCell(row.Path), TextCell(row.PredictedLabel), .. numbers,
                .. table.Fields.HasSets ? row.Set?.Select(Cell) ?? table.ClassNames.Select(_ => "") : [],
                .. table.Fields.IsOfEnsemble ? [row.Disagreement is { } apart ? Cell(apart) : ""] : Array.Empty<string>(),
                .. table.Fields.IsGuarded ? GuardCells(row.Guard) : [], TextCell(row.Reason),
            ]);
        }
    }

    public ScoreTable Read(Stream stream)
    {
        IEnumerator<string[]> records = Records(stream).GetEnumerator();
        (string[] classes, ScoreFields fields) = ScoreColumns.Read(records.MoveNext() ? records.Current : throw new InvalidDataException("it is empty"));
        return new ScoreTable(classes, Rows(records, classes.Length, fields)) { Fields = fields };
    }

    private static IEnumerable<ScoreRow> Rows(IEnumerator<string[]> records, int classes, ScoreFields fields)
    {
        int disagreement = fields.PlaceOfDisagreement(classes), guard = disagreement + (fields.IsOfEnsemble ? 1 : 0);
        int columns = guard + (fields.IsGuarded ? ScoreColumns.Guarded.Count : 0) + 1;
        for (int row = 2; records.MoveNext(); row++)
        {
            string[] cells = records.Current;
            if (cells.Length != columns)
            {
                throw new InvalidDataException(FormattableString.Invariant($"row {row} has {cells.Length} cells in place of {columns}"));
            }

            float[] probabilities = cells[1].Length > 0 ? [.. cells[2..(2 + classes)].Select(c => Number(c, row))] : [];
            yield return new ScoreRow(cells[0], TextOf(cells[1]), probabilities, TextOf(cells[^1]))
            {
                Set = fields.HasSets && cells[2 + classes].Length > 0 ? [.. cells[(2 + classes)..disagreement].Select(c => c == True)] : null,
                Disagreement = fields.IsOfEnsemble && cells[disagreement].Length > 0 ? Number(cells[disagreement], row) : null,
                Guard = fields.IsGuarded && cells[guard].Length > 0
                    ? new GuardEntry(cells[guard] == True, Number(cells[guard + 1], row), TextOf(cells[guard + 2]))
                    : null,
            };
        }
    }

    private static string[] GuardCells(GuardEntry? guard) =>
        guard is null ? ["", "", ""] : [Cell(guard.Accepted), Cell(guard.Distance), TextCell(guard.Reason)];

    private static string Cell(bool holds) => holds ? True : False;

    private static string Cell(float number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Records(Stream stream)
    {
        using var csv = CsvReader.Create(stream, Readable, leaveOpen: true);
        while (csv.Read())
        {
            yield return [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        }
    }

    private static float Number(string cell, int row) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value
        : throw new InvalidDataException(FormattableString.Invariant($"row {row} has '{cell}' in place of a probability"));

    // the same file by a name that no spreadsheet computes
    private static string PathCell(string path) => IsFormula(path) ? "./" + path : path;

    private static string TextCell(string? text) => text is null ? "" : IsFormula(text) || text.StartsWith('\'') ? "'" + text : text;

    private static string? TextOf(string cell) => cell.Length == 0 ? null : cell[0] == '\'' ? cell[1..] : cell;

    private static bool IsFormula(string text) => text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal);
}

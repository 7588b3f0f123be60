using CovidClassifier.Console.Reports;
using Parquet;
using Parquet.Schema;

namespace CovidClassifier.Console.Scores;

/// <summary>A Parquet file; numbers are 32-bit floats, and what is not there is null.</summary>
internal sealed class ParquetScores : IScoreFormat
{
    // so many rows are in memory at once
    private const int GroupRows = 10_000;

    public string Ending => ".parquet";

    public void Write(Stream stream, ScoreTable table) => WriteAsync(stream, table).GetAwaiter().GetResult();

    public ScoreTable Read(Stream stream)
    {
        try
        {
            ParquetReader reader = ParquetReader.CreateAsync(stream, leaveStreamOpen: true).GetAwaiter().GetResult();
            (string[] classes, ScoreFields told) = ScoreColumns.Read([.. reader.Schema.DataFields.Select(f => f.Name)]);
            return new ScoreTable(classes, Rows(reader, classes.Length, told)) { Fields = told };
        }
        catch (Exception e) when (e is IOException or ParquetException)
        {
            throw new InvalidDataException(e.Message.TrimEnd('.'), e);
        }
    }

    private static async Task WriteAsync(Stream stream, ScoreTable table)
    {
        DataField[] fields = [.. ScoreColumns.Of(table.ClassNames, table.Fields).Select(FieldOf)];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        foreach (ScoreRow[] rows in table.Rows.Chunk(GroupRows))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(fields[0], Texts(rows, r => r.Path));
            await group.WriteAsync(fields[1], Texts(rows, r => r.PredictedLabel));
            for (int c = 0; c < table.ClassNames.Count; c++)
            {
                int place = c;
                await group.WriteAsync<float>(fields[2 + c], Values<float>(rows, r => r.Probabilities.Count > 0 ? r.Probabilities[place] : null));
            }

            for (int c = 0; table.Fields.HasSets && c < table.ClassNames.Count; c++)
            {
                int place = c;
                await group.WriteAsync<bool>(fields[2 + table.ClassNames.Count + c], Values<bool>(rows, r => r.Set?[place]));
            }

            if (table.Fields.IsOfEnsemble)
            {
                await group.WriteAsync<float>(fields[table.Fields.PlaceOfDisagreement(table.ClassNames.Count)], Values<float>(rows, r => r.Disagreement));
            }

            if (table.Fields.IsGuarded)
            {
                await group.WriteAsync<bool>(fields[^4], Values<bool>(rows, r => r.Guard?.Accepted));
                await group.WriteAsync<float>(fields[^3], Values<float>(rows, r => r.Guard?.Distance));
                await group.WriteAsync(fields[^2], Texts(rows, r => r.Guard?.Reason));
            }

            await group.WriteAsync(fields[^1], Texts(rows, r => r.Reason));
        }
    }

    private static string[] Texts(ScoreRow[] rows, Func<ScoreRow, string?> text) => [.. rows.Select(r => text(r)!)];

    private static ReadOnlyMemory<T?> Values<T>(ScoreRow[] rows, Func<ScoreRow, T?> value)
        where T : struct => rows.Select(value).ToArray();

    private static IEnumerable<ScoreRow> Rows(ParquetReader reader, int classes, ScoreFields told)
    {
        DataField[] fields = reader.Schema.DataFields;
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            int rows = (int)group.RowCount;
            string?[] paths = Texts(group, fields[0], rows), labels = Texts(group, fields[1], rows), reasons = Texts(group, fields[^1], rows);
            float?[][] numbers = [.. Enumerable.Range(0, classes).Select(c => Values<float>(group, fields[2 + c], rows))];
            GuardEntry?[] guards = told.IsGuarded ? Guards(group, fields, rows) : new GuardEntry?[rows];
            bool?[][] sets = told.HasSets ? [.. Enumerable.Range(0, classes).Select(c => Values<bool>(group, fields[2 + classes + c], rows))] : [];
            float?[] apart = told.IsOfEnsemble ? Values<float>(group, fields[told.PlaceOfDisagreement(classes)], rows) : new float?[rows];
            for (int row = 0; row < rows; row++)
            {
                int place = row;
                float[] probabilities = labels[row] is null ? [] : [.. numbers.Select(n => n[place] ?? float.NaN)];
                yield return new ScoreRow(paths[row] ?? "", labels[row], probabilities, reasons[row])
                {
                    Guard = guards[row],
                    Disagreement = apart[row],
                    Set = told.HasSets && sets[0][row] is not null ? [.. sets.Select(s => s[place] ?? false)] : null,
                };
            }
        }
    }

    private static string?[] Texts(ParquetRowGroupReader group, DataField field, int rows)
    {
        var texts = new string?[rows];
        group.ReadAsync(field, texts.AsMemory()).AsTask().GetAwaiter().GetResult();
        return texts;
    }

    private static GuardEntry?[] Guards(ParquetRowGroupReader group, DataField[] fields, int rows)
    {
        bool?[] accepted = Values<bool>(group, fields[^4], rows);
        float?[] distances = Values<float>(group, fields[^3], rows);
        string?[] reasons = Texts(group, fields[^2], rows);
        return [.. accepted.Select((a, i) => a is { } isAccepted ? new GuardEntry(isAccepted, distances[i] ?? float.NaN, reasons[i]) : null)];
    }

    private static T?[] Values<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        var values = new T?[rows];
        group.ReadAsync<T>(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
        return values;
    }

    private static DataField FieldOf(string column) => column is ScoreColumns.Path ? new DataField<string>(column, nullable: false)
        : column is ScoreColumns.PredictedLabel or ScoreColumns.Reason || column == ScoreColumns.Guarded[2] ? new DataField<string>(column, nullable: true)
        : column == ScoreColumns.Guarded[0] || ScoreColumns.IsOfSet(column) ? new DataField<bool?>(column)
        : new DataField<float?>(column);
}

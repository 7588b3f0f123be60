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
            string[] classes = ScoreColumns.ClassesOf([.. reader.Schema.DataFields.Select(f => f.Name)]);
            return new ScoreTable(classes, Rows(reader, classes.Length));
        }
        catch (Exception e) when (e is IOException or ParquetException)
        {
            throw new InvalidDataException(e.Message.TrimEnd('.'), e);
        }
    }

    private static async Task WriteAsync(Stream stream, ScoreTable table)
    {
        DataField[] fields = [.. ScoreColumns.Of(table.ClassNames).Select(FieldOf)];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        foreach (ScoreRow[] rows in table.Rows.Chunk(GroupRows))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(fields[0], Texts(rows, r => r.Path));
            await group.WriteAsync(fields[1], Texts(rows, r => r.PredictedLabel));
            for (int c = 0; c < table.ClassNames.Count; c++)
            {
                await group.WriteAsync<float>(fields[2 + c], Numbers(rows, c));
            }

            await group.WriteAsync(fields[^1], Texts(rows, r => r.Reason));
        }
    }

    private static string[] Texts(ScoreRow[] rows, Func<ScoreRow, string?> text) => [.. rows.Select(r => text(r)!)];

    private static ReadOnlyMemory<float?> Numbers(ScoreRow[] rows, int place) =>
        rows.Select(r => r.Probabilities.Count > 0 ? r.Probabilities[place] : default(float?)).ToArray();

    private static IEnumerable<ScoreRow> Rows(ParquetReader reader, int classes)
    {
        DataField[] fields = reader.Schema.DataFields;
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            int rows = (int)group.RowCount;
            string?[] paths = Texts(group, fields[0], rows), labels = Texts(group, fields[1], rows), reasons = Texts(group, fields[^1], rows);
            float?[][] numbers = [.. Enumerable.Range(0, classes).Select(c => Numbers(group, fields[2 + c], rows))];
            for (int row = 0; row < rows; row++)
            {
                int place = row;
                float[] probabilities = labels[row] is null ? [] : [.. numbers.Select(n => n[place] ?? float.NaN)];
                yield return new ScoreRow(paths[row] ?? "", labels[row], probabilities, reasons[row]);
            }
        }
    }

    private static string?[] Texts(ParquetRowGroupReader group, DataField field, int rows)
    {
        var texts = new string?[rows];
        group.ReadAsync(field, texts.AsMemory()).AsTask().GetAwaiter().GetResult();
        return texts;
    }

    private static float?[] Numbers(ParquetRowGroupReader group, DataField field, int rows)
    {
        var numbers = new float?[rows];
        group.ReadAsync<float>(field, numbers.AsMemory()).AsTask().GetAwaiter().GetResult();
        return numbers;
    }

    private static DataField FieldOf(string column) => column is ScoreColumns.Path ? new DataField<string>(column, nullable: false)
        : column is ScoreColumns.PredictedLabel or ScoreColumns.Reason ? new DataField<string>(column, nullable: true)
        : new DataField<float?>(column);
}

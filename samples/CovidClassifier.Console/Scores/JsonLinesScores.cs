using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CovidClassifier.Console.Reports;

namespace CovidClassifier.Console.Scores;

/// <summary>One JSON object a line, with the keys of <c>covid predict --json</c>.</summary>
internal sealed class JsonLinesScores : IScoreFormat
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Ending => ".jsonl";

    public void Write(Stream stream, ScoreTable table)
    {
        foreach (ScoreRow row in table.Rows)
        {
            stream.Write(Line(row, table.ClassNames));
            stream.WriteByte((byte)'\n');
        }
    }

    public ScoreTable Read(Stream stream)
    {
        // classes stand in the rows that have probabilities; the others wait for the first of them
        List<(int Row, string Line)> waiting = [];
        string[]? classes = null;
        ScoreFields fields = default;
        IEnumerator<(int Row, string Line)> lines = Lines(stream).GetEnumerator();
        while (classes is null && lines.MoveNext())
        {
            waiting.Add(lines.Current);
            (classes, ScoreFields told) = FactsOf(lines.Current);
            fields = fields.Or(told);
        }

        classes ??= [];
        return new ScoreTable(classes, waiting.Concat(Rest(lines)).Select(l => Parse(l, classes))) { Fields = fields };
    }

    /// <summary>One row, without a line break.</summary>
    public static ReadOnlySpan<byte> Line(ScoreRow row, IReadOnlyList<string> classNames)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartObject();
            json.WriteString(ScoreColumns.Path, row.Path);
            json.WriteString(ScoreColumns.PredictedLabel, row.PredictedLabel);
            WriteProbabilities(json, row, classNames);
            WriteSet(json, row.Set, classNames);
            if (row.Disagreement is { } apart)
            {
                json.WriteNumber(ScoreColumns.Disagreement, apart);
            }

            WriteGuard(json, row.Guard);
            json.WriteString(ScoreColumns.Reason, row.Reason);
            json.WriteEndObject();
        }

        return line.WrittenSpan;
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidDataException">It is no row of these classes.</exception>
    public static ScoreRow Parse(ReadOnlySpan<byte> line, IReadOnlyList<string> classNames)
    {
        var reader = new Utf8JsonReader(line);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return Parse(document.RootElement, classNames);
    }

    private static void WriteProbabilities(Utf8JsonWriter json, ScoreRow row, IReadOnlyList<string> classNames)
    {
        if (row.Probabilities.Count == 0)
        {
            json.WriteNull(ScoreColumns.Probabilities);
            return;
        }

        json.WriteStartObject(ScoreColumns.Probabilities);
        for (int i = 0; i < classNames.Count; i++)
        {
            json.WriteNumber(classNames[i], row.Probabilities[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteSet(Utf8JsonWriter json, IReadOnlyList<bool>? set, IReadOnlyList<string> classNames)
    {
        if (set is null)
        {
            return;
        }

        json.WriteStartObject(ScoreColumns.Set);
        for (int i = 0; i < classNames.Count; i++)
        {
            json.WriteBoolean(classNames[i], set[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteGuard(Utf8JsonWriter json, GuardEntry? guard)
    {
        if (guard is null)
        {
            return;
        }

        json.WriteStartObject(ScoreColumns.Guard);
        json.WriteBoolean(ScoreColumns.Accepted, guard.Accepted);
        json.WriteNumber(ScoreColumns.Distance, guard.Distance);
        json.WriteString(ScoreColumns.Reason, guard.Reason);
        json.WriteEndObject();
    }

    private static ScoreRow Parse((int Row, string Line) line, string[] classNames)
    {
        try
        {
            return Parse(Encoding.UTF8.GetBytes(line.Line), classNames);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw NoRow(line.Row, e);
        }
    }

    private static ScoreRow Parse(JsonElement row, IReadOnlyList<string> classNames)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(ScoreColumns.Path, out JsonElement path) || path.GetString() is not { } name)
        {
            throw new InvalidDataException("there is no path");
        }

        float[]? probabilities = ByClass(row, ScoreColumns.Probabilities, classNames, value => value.GetSingle());
        return new ScoreRow(name, Text(row, ScoreColumns.PredictedLabel), probabilities ?? [], Text(row, ScoreColumns.Reason))
        {
            Guard = GuardOf(row),
            Set = ByClass(row, ScoreColumns.Set, classNames, value => value.GetBoolean()),
            Disagreement = row.TryGetProperty(ScoreColumns.Disagreement, out JsonElement apart) ? apart.GetSingle() : null,
        };
    }

    private static T[]? ByClass<T>(JsonElement row, string key, IReadOnlyList<string> classNames, Func<JsonElement, T> value)
    {
        if (!row.TryGetProperty(key, out JsonElement given) || given.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return given.EnumerateObject().Select(p => p.Name).SequenceEqual(classNames, StringComparer.Ordinal)
            ? [.. given.EnumerateObject().Select(p => value(p.Value))]
            : throw new InvalidDataException("its classes are others than those of the rows before it");
    }

    private static GuardEntry? GuardOf(JsonElement row) =>
        row.TryGetProperty(ScoreColumns.Guard, out JsonElement guard) && guard.ValueKind == JsonValueKind.Object
            ? new GuardEntry(
                guard.GetProperty(ScoreColumns.Accepted).GetBoolean(), guard.GetProperty(ScoreColumns.Distance).GetSingle(), Text(guard, ScoreColumns.Reason))
            : null;

    private static string? Text(JsonElement row, string key) => row.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    private static (string[]? ClassNames, ScoreFields Fields) FactsOf((int Row, string Line) line)
    {
        try
        {
            using JsonDocument row = JsonDocument.Parse(line.Line);
            bool isScored = row.RootElement.TryGetProperty(ScoreColumns.Probabilities, out JsonElement given) && given.ValueKind == JsonValueKind.Object;
            return (
                isScored ? [.. given.EnumerateObject().Select(p => p.Name)] : null,
                new ScoreFields(Has(ScoreColumns.Guard), Has(ScoreColumns.Set), Has(ScoreColumns.Disagreement)));

            bool Has(string key) => row.RootElement.TryGetProperty(key, out _);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw NoRow(line.Row, e);
        }
    }

    private static InvalidDataException NoRow(int row, Exception e) =>
        new(FormattableString.Invariant($"line {row} is no row of scores ({e.Message.TrimEnd('.')})"), e);

    private static IEnumerable<(int Row, string Line)> Lines(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: -1, leaveOpen: true);
        int row = 0;
        while (reader.ReadLine() is { } line)
        {
            row++;
            if (line.Length > 0)
            {
                yield return (row, line);
            }
        }
    }

    private static IEnumerable<T> Rest<T>(IEnumerator<T> each)
    {
        while (each.MoveNext())
        {
            yield return each.Current;
        }
    }
}

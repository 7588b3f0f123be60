using System.Globalization;
using System.Text.Json.Nodes;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Reporting.Page;

/// <summary>
/// An object in report.json. What the page shows is written here first and comes back with its place, so no number stands in the page alone.
/// </summary>
internal sealed class ReportJsonObject
{
    private readonly string _path;

    private ReportJsonObject(JsonObject json, string path)
    {
        Json = json;
        _path = path;
    }

    public JsonObject Json { get; }

    public static ReportJsonObject Root() => new([], "");

    /// <summary>A new object under a key.</summary>
    public ReportJsonObject Object(string key)
    {
        var child = new JsonObject();
        Json.Add(key, child);
        return new ReportJsonObject(child, PathOf(key));
    }

    /// <summary>A new array of objects under a key, one for each of the entries.</summary>
    public IEnumerable<(T Entry, ReportJsonObject Place)> Objects<T>(string key, IEnumerable<T> entries)
    {
        var array = new JsonArray();
        Json.Add(key, array);
        List<(T, ReportJsonObject)> places = [];
        foreach (T entry in entries)
        {
            var child = new JsonObject();
            places.Add((entry, new ReportJsonObject(child, string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}.{array.Count}"))));
            array.Add(child);
        }

        return places;
    }

    public void Text(string key, string? text) => Json.Add(key, text);

    public void Truth(string key, bool truth) => Json.Add(key, truth);

    /// <summary>Numbers that only a plot shows; NaN becomes null.</summary>
    public void Numbers(string key, IEnumerable<double> numbers) => Json.Add(key, new JsonArray([.. numbers.Select(Node)]));

    public ShownFigure Count(string key, long count)
    {
        Json.Add(key, count);
        return new ShownFigure(PathOf(key), count.ToString("N0", CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A finite number, shown with so many places after the point.</summary>
    public ShownFigure Number(string key, double number, int decimals)
    {
        Json.Add(key, Node(number));
        return new ShownFigure(PathOf(key), Rounded(number, decimals), number.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>An object with value, low, high and method; or undefined, the reason.</summary>
    public ShownMetric Metric(string key, MetricResult metric) => Metric(key, metric.Number, metric.Interval);

    /// <inheritdoc cref="Metric(string, MetricResult)"/>
    public ShownMetric Metric(string key, MetricValue metric, MetricInterval? interval, int decimals = 3, string? shown = null)
    {
        ShownMetric written = Object(key).MetricHere(metric, interval, decimals);
        return shown is not null && written.Value is { } value ? written with { Value = value with { Text = shown } } : written;
    }

    private ShownMetric MetricHere(MetricValue metric, MetricInterval? interval, int decimals)
    {
        if (!metric.IsDefined)
        {
            Json.Add("value", null);
            Text("undefined", metric.Reason);
            return new ShownMetric(null, metric.Reason, null, null, null);
        }

        ShownFigure value = Number("value", metric.Value, decimals);
        if (interval is not { } range)
        {
            return new ShownMetric(value, null, null, null, null);
        }

        ShownFigure? low = range.IsDefined ? Number("low", range.Low, decimals) : null;
        ShownFigure? high = range.IsDefined ? Number("high", range.High, decimals) : null;
        Text("method", range.Method);
        return new ShownMetric(value, null, low, high, range.Method);
    }

    private static JsonNode? Node(double number) => double.IsFinite(number) ? JsonValue.Create(number) : null;

    private static string Rounded(double number, int decimals)
    {
        string text = number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        // a difference that rounds to nothing is 0.000, not -0.000
        return text.Any(c => c is >= '1' and <= '9') ? text : text.TrimStart('-');
    }

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";
}

using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CovidClassifier.Tests.Reporting;

/// <summary>A report as it came onto the disk.</summary>
internal sealed partial class WrittenReport
{
    // the only digits in the page's own words: they say how, not how much
    private static readonly string[] Wording = [.. Metric.All.Select(m => m.Title), "95 %", "F1"];

    // shorter texts of report.json, "F" or "1", must be all that an element says
    private const int ShortestPhrase = 3;

    // a p-value that rounds to nothing
    private const string Below = "&lt; ";

    private WrittenReport(string html, JsonNode json)
    {
        Html = html;
        Json = json;
    }

    public string Html { get; }

    public JsonNode Json { get; }

    /// <summary>What the page shows as text, markup, plots, style and script taken away.</summary>
    public string Text => Decoded(Markup().Replace(Unread().Replace(Html, " "), " "));

    public static WrittenReport Of(Report report)
    {
        using var folder = new TempFolder();
        report.Save(folder["report.html"]);
        return Read(folder["report.html"]);
    }

    // a name and its number stay on one line in the page, "COVID-19", which makes no two words of them
    public static WrittenReport Read(string path) =>
        new(KeptTogether().Replace(File.ReadAllText(path), "$1"), JsonNode.Parse(File.ReadAllText(Report.JsonPath(path)))!);

    /// <summary>The value in report.json at keys and positions joined by points; fails where there is none.</summary>
    public JsonNode At(string path)
    {
        JsonNode? node = Json;
        foreach (string step in path.Split('.'))
        {
            node = node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)] : node?[step];
            Assert.That(node, Is.Not.Null, $"report.json has nothing at '{step}' of '{path}'");
        }

        return node!;
    }

    /// <summary>Walks every figure of the page: each is in report.json with this very value, and no number stands in the page without being there.</summary>
    /// <returns>How many there are.</returns>
    public int WalkFigures()
    {
        Match[] figures = [.. FigureElement().Matches(Html).Cast<Match>()];
        foreach (Match figure in figures)
        {
            string path = figure.Groups["path"].Value, text = figure.Groups["text"].Value;
            double exact = At(path).GetValue<double>();
            Assert.That(double.Parse(figure.Groups["value"].Value, CultureInfo.InvariantCulture), Is.EqualTo(exact), path);
            if (text.StartsWith(Below, StringComparison.Ordinal))
            {
                Assert.That(exact, Is.LessThan(double.Parse(text[Below.Length..], CultureInfo.InvariantCulture)), path);
                continue;
            }

            int decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
            Assert.That(double.Parse(text, CultureInfo.InvariantCulture), Is.EqualTo(exact).Within(0.5000001 * Math.Pow(10, -decimals)), path);
        }

        Assert.That(NumbersWithoutAPlace(), Is.Empty, "numbers in the page that are not in report.json");
        return figures.Length;
    }

    private string[] NumbersWithoutAPlace()
    {
        string[] strings = [.. Strings(Json).Distinct().OrderByDescending(s => s.Length)];
        string[] known = [.. strings.Where(s => s.Length >= ShortestPhrase), .. Wording];
        List<string> lost = [];
        string words = Unread().Replace(FigureElement().Replace(Html, " "), " ");
        foreach (Match element in TextOfElement().Matches(words))
        {
            string text = known.Aggregate(Decoded(element.Value), (rest, phrase) => rest.Replace(phrase, "", StringComparison.Ordinal)).Trim();
            if (text.Any(char.IsDigit) && !strings.Contains(text))
            {
                lost.Add(text);
            }
        }

        return [.. lost];
    }

    // a number and its per cent sign stay on one line in the page
    private static string Decoded(string html) => WebUtility.HtmlDecode(html).Replace('\u00a0', ' ');

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(p => Strings(p.Value)),
        JsonArray json => json.SelectMany(Strings),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    [GeneratedRegex("""<data value="(?<value>[^"]*)" data-figure="(?<path>[^"]*)">(?<text>[^<]*)</data>""")]
    private static partial Regex FigureElement();

    [GeneratedRegex("<span class=\"kept\">([^<]*)</span>")]
    private static partial Regex KeptTogether();

    [GeneratedRegex("<(style|script|svg)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex("(?<=>)[^<]+(?=<)")]
    private static partial Regex TextOfElement();
}

using System.Globalization;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>How to make the same figures again.</summary>
/// <param name="command">What was called; null: not told.</param>
/// <param name="seed">Null: not told.</param>
/// <param name="training">Null: no training belongs to the figures.</param>
internal sealed class ReproduceSection(string? command, long? seed, ReportTraining? training) : IReportSection
{
    public string Id => "reproduce";

    public string Title => "Reproduce";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("reproduce");
        if (command is not null)
        {
            place.Text("command", command);
            html.Element("pre", [("tabindex", "0")], () => html.Element("code", () => Command(html, command)));
        }

        html.Note("The same seed, data, machine and number of threads give the same figures. Other versions of the software below may give others, and so " +
            "may a search that was given a time, because it tries as many recipes as the machine manages.");
        Facts(html, place, "Software and machine", "versions", [.. Software.All, .. Seed()]);
        if (training is not null)
        {
            Facts(html, place, "Every choice of the training", "recipe", training.Recipe.Select(r => (r.Key, r.Value)));
        }
    }

    // a line ends before an option, not within one
    private static void Command(HtmlWriter html, string command)
    {
        string[] parts = command.Split(" --");
        html.Kept(parts[0]);
        foreach (string option in parts.Skip(1))
        {
            html.Plain(" ");
            html.Kept($"--{option}");
        }
    }

    private IEnumerable<(string, string)> Seed() => seed is { } known ? [("seed", known.ToString(CultureInfo.InvariantCulture))] : [];

    private static void Facts(HtmlWriter html, ReportJsonObject json, string title, string key, IEnumerable<(string Name, string Value)> facts)
    {
        (string Name, string Value)[] all = [.. facts];
        if (all.Length == 0)
        {
            return;
        }

        html.Element("h3", title);
        html.Table(title, ["What", "Value"], () =>
        {
            foreach (((string name, string value), ReportJsonObject at) in json.Objects(key, all))
            {
                at.Text("name", name);
                at.Text("value", value);
                html.Element("tr", () =>
                {
                    html.RowName(name);
                    html.Cell(value);
                });
            }
        });
    }
}

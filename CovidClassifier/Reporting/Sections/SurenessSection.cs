using CovidClassifier.Evaluation.Conformal;
using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>What is gained where the model may be silent on what it is unsure of, and whether its prediction sets keep their promise.</summary>
internal sealed class SurenessSection(ReportScores scores, RiskCoverage risk) : IReportSection
{
    private static readonly double[] Shares = [1, 0.95, 0.9, 0.8, 0.7, 0.5];

    public string Id => "sureness";

    public string Title => "How sure";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("sureness");
        html.Note("Where the model answers only for the images that it is surest of, by the probability of its label: how many of its answers are wrong.");
        html.Plots(() => html.Plot(
            "plot-risk",
            "Risk and coverage",
            "Share of wrong answers: " + string.Join("; ", Shares.Select(
                s => FormattableString.Invariant($"{risk.At(s):0.000} among the surest {100 * s:0} %"))) + ".",
            RiskPlot.Of(risk),
            () =>
            {
                html.Text("Mean share of wrong answers over all coverages: ");
                html.Figure(place.Number("area", risk.Area, 3));
                html.Text(".");
            }));
        html.Table("Wrong answers by coverage", ["Share of images answered", "Share of wrong answers"], () =>
        {
            foreach ((double share, ReportJsonObject at) in place.Objects("coverages", Shares))
            {
                html.Element("tr", () =>
                {
                    html.Element("th", [("scope", "row")], () => html.Figure(at.Number("coverage", share, 2)));
                    html.Cell(at.Number("risk", risk.At(share), 3));
                });
            }
        });
        if (scores.Sets is { } sets)
        {
            Sets(html, place.Object("sets"), sets);
        }
        else if (scores.NoSets is { } reason)
        {
            place.Text("noSets", reason);
            html.Note($"There are no prediction sets: {reason}");
        }
    }

    private static void Sets(HtmlWriter html, ReportJsonObject json, SetCoverage sets)
    {
        html.Element("h3", "Prediction sets");
        html.Element("p", [("class", "note")], () =>
        {
            html.Text("Labels that an image may have, so that of new images of each class this share have their true label in their set: ");
            html.Figure(json.Number("level", sets.Level, ConformalSets.Digits(sets.Level)));
            html.Text(". The promise is for images drawn like those it was chosen on; at another hospital it does not hold. Labels in a set, on average: ");
            html.Figure(json.Number("meanSize", sets.MeanSize, 2));
            html.Text("; share of sets of one label: ");
            html.Figure(json.Number("singleShare", sets.SingleShare, 3));
            html.Text(".");
        });
        html.Table("Share of sets that hold the true label", ["Class", "Share"], () =>
        {
            (string, MetricResult)[] shares = [.. sets.ByClass.Select(c => (c.Key, c.Value)), ("all", sets.Overall)];
            foreach (((string label, MetricResult share), ReportJsonObject at) in json.Objects("coverage", shares))
            {
                at.Text("label", label);
                html.Element("tr", () =>
                {
                    html.Element("th", [("scope", "row")], label);
                    html.Cell(at.Metric("share", share));
                });
            }
        });
    }
}

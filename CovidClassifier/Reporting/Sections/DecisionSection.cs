using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Whether acting on the model does more good than acting on all or on none.</summary>
internal sealed class DecisionSection(ReportScores scores, IReadOnlyList<DecisionPoint> points) : IReportSection
{
    private const int EachRow = 10;

    public string Id => "decision";

    public string Title => "Decision curve";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("decision");
        place.Numbers("threshold", points.Select(p => p.Threshold));
        place.Numbers("model", points.Select(p => p.Model.Value));
        place.Numbers("low", points.Select(p => p.Model.Interval.Low));
        place.Numbers("high", points.Select(p => p.Model.Interval.High));
        place.Numbers("all", points.Select(p => p.All));
        html.Note(
            $"Net benefit: {scores.PositiveLabel} found, less false alarms at the price that the threshold sets, for each image. A threshold of one fifth " +
            "says that one image found outweighs four false alarms. The model is worth using at thresholds where it lies above calling every image and " +
            $"above calling none. It speaks of this data's share of {scores.PositiveLabel} only, and of probabilities that are worth their face value.");
        html.Plots(() => html.Plot(
            "plot-decision", "Net benefit", "Net benefit over the threshold probability: " + string.Join("; ", Rows().Select(p => FormattableString.Invariant(
                $"at {p.Threshold:0.00} the model has {p.Model.Value:0.000}, calling all {p.All:0.000}"))) + ".",
            DecisionPlot.Of(points, scores.Threshold), () => Keys(html)));
        html.Element("details", () =>
        {
            html.Element("summary", "In numbers");
            html.Table("Net benefit by threshold", ["Threshold", "The model", "Calling every image"], () =>
            {
                foreach ((DecisionPoint point, ReportJsonObject at) in place.Objects("rows", Rows()))
                {
                    html.Element("tr", () =>
                    {
                        html.Element("th", [("scope", "row")], () => html.Figure(at.Number("threshold", point.Threshold, 2)));
                        html.Cell(at.Metric("model", point.Model));
                        html.Cell(at.Number("all", point.All, 3));
                    });
                }
            });
        });
    }

    private void Keys(HtmlWriter html)
    {
        html.Key("accent", "the model, in its 95 % band");
        html.Key("second dashed", "call every image");
        html.Key("quiet dashed", "call none");
        if (scores.Threshold is not null)
        {
            html.Key("upright", "the model's threshold");
        }
    }

    private IEnumerable<DecisionPoint> Rows() => points.Where((_, k) => (k + 1) % EachRow == 0);
}

using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Whether probabilities are worth their face value.</summary>
internal sealed class CalibrationSection(ReportScores scores, IReadOnlyList<ReliabilityBin> bins, CalibrationLine line) : IReportSection
{
    public string Id => "calibration";

    public string Title => "Calibration";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("calibration");
        string what = scores.PositiveLabel is { } positive ? $"the probability of {positive}" : "the probability of the most probable class";
        html.Note($"Images sorted by {what}: where probabilities are worth their face value, points lie on the dashed line. Bars are 95 % intervals.");
        html.Plots(() =>
        {
            html.Plot(
                "plot-reliability", "Reliability", "How often probabilities came true: " + string.Join("; ", bins.Select(b => FormattableString.Invariant(
                    $"mean probability {b.Mean:0.000}, came true for a share of {b.Share.Value:0.000}"))) + ".",
                ReliabilityPlot.Shares(bins), () => Errors(html, place));
            html.Plot(
                "plot-probabilities", "Images by probability", "Number of images: " + string.Join("; ", bins.Select(b => FormattableString.Invariant(
                    $"{b.Images} from {b.From:0.0} to {b.To:0.0}"))) + ".",
                ReliabilityPlot.Counts(bins), () => html.Text("How many images there are of each probability."));
        });
        html.Element("details", () =>
        {
            html.Element("summary", "Every bin in numbers");
            html.Table("Reliability by bin", ["From", "To", "Images", "Mean probability", "Share that came true"], () =>
            {
                foreach ((ReliabilityBin bin, ReportJsonObject at) in place.Objects("bins", bins))
                {
                    html.Element("tr", () =>
                    {
                        html.Element("th", [("scope", "row")], () => html.Figure(at.Number("from", bin.From, 1)));
                        html.Cell(at.Number("to", bin.To, 1));
                        html.Cell(at.Count("images", bin.Images));
                        html.Cell(at.Number("mean", bin.Mean, 3));
                        html.Cell(at.Metric("share", bin.Share));
                    });
                }
            });
        });
    }

    private void Errors(HtmlWriter html, ReportJsonObject json)
    {
        html.Text("Expected calibration error ");
        html.Metric(json.Metric("error", scores.Metrics.CalibrationError));
        html.Text(". Brier score ");
        html.Metric(json.Metric("brier", scores.Metrics.Brier));
        html.Text(". Calibration slope ");
        html.Metric(json.Metric("slope", line.Slope));
        html.Text("; intercept ");
        html.Metric(json.Metric("intercept", line.Intercept));
        html.Text(". A slope of one and an intercept of zero are best; a slope below one says that probabilities are too extreme, a negative intercept that "
            + "they are too high on the whole.");
    }
}

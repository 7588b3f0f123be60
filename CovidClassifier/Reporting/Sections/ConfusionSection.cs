using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Who was taken for whom, and how each class fares against the rest.</summary>
internal sealed class ConfusionSection(ReportScores scores) : IReportSection
{
    private const int MostClasses = 40;

    public string Id => "confusion";

    public string Title => "Confusion matrix";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("confusion");
        if (scores.ClassNames.Count <= MostClasses)
        {
            html.Note("Rows are true classes, columns what the model said. Right answers are on the diagonal; the darker a field, the larger its share of " +
                "the row.");
            html.Table("Confusion matrix: images by true class and by the model's label", ["True class", .. scores.ClassNames.Select(c => $"as {c}")],
                () => Matrix(html, place));
        }
        else
        {
            html.Note("There are too many classes for a matrix that can be read.");
        }

        html.Element("h3", "Each class against the rest");
        html.Table("Figures of each class against the rest", ["Class", .. ClassMetric.All.Select(m => m.Title)], () => Classes(html, place));
    }

    private void Matrix(HtmlWriter html, ReportJsonObject json)
    {
        long[][] counts = scores.Metrics.ConfusionMatrix.ToArray();
        foreach (((string label, long[] row, int c), ReportJsonObject at) in json.Objects(
            "matrix", scores.ClassNames.Select((label, c) => (label, counts[c], c))))
        {
            at.Text("label", label);
            long whole = Math.Max(1, row.Sum());
            html.Element("tr", () =>
            {
                html.RowName(label);
                foreach (((string predicted, long count, int p), ReportJsonObject cell) in at.Objects(
                    "as", scores.ClassNames.Select((name, p) => (name, row[p], p))))
                {
                    cell.Text("label", predicted);
                    string share = FormattableString.Invariant($"--share: {(double)count / whole:0.###}");
                    html.Element("td", [("class", p == c ? "right" : "wrong"), ("style", share)], () => html.Figure(cell.Count("images", count)));
                }
            });
        }
    }

    private void Classes(HtmlWriter html, ReportJsonObject json)
    {
        foreach ((ClassResult result, ReportJsonObject at) in json.Objects("classes", scores.Metrics.ByClass))
        {
            at.Text("label", result.Label);
            html.Element("tr", () =>
            {
                html.RowName(result.Label);
                foreach (ClassMetric metric in ClassMetric.All)
                {
                    html.Cell(at.Metric(metric.Key, result[metric]));
                }
            });
        }
    }
}

using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Who was taken for whom, and how each class fares against the rest.</summary>
internal sealed class ConfusionSection(ReportScores scores) : IReportSection
{
    private const int MostClasses = 40;

    private static readonly (string Name, string Title, Func<ClassificationMetrics, IReadOnlyList<Metric>> Values)[] Figures =
    [
        ("recall", "Recall", m => m.RecallByClass),
        ("precision", "Precision", m => m.PrecisionByClass),
        ("f1", "F1", m => m.F1ByClass),
        ("auroc", "AUROC", m => m.AurocByClass),
        ("averagePrecision", "Average precision", m => m.AveragePrecisionByClass),
    ];

    public string Id => "confusion";

    public string Title => "Classes, and which are taken for which";

    public void Write(HtmlWriter html, JsonPlace json)
    {
        JsonPlace place = json.Object("confusion");
        if (scores.ClassNames.Count <= MostClasses)
        {
            html.Note("Rows are true classes, columns what the model said. Right answers are on the diagonal; the darker a field, the larger its share of the row.");
            html.Table("Confusion matrix: images by true class and by the model's label", ["True class", .. scores.ClassNames.Select(c => $"as {c}")], () => Matrix(html, place));
        }
        else
        {
            html.Note("There are too many classes for a matrix that can be read.");
        }

        html.Element("h3", "Each class against the rest");
        html.Table("Figures of each class against the rest", ["Class", .. Figures.Select(f => f.Title)], () => Classes(html, place));
    }

    private void Matrix(HtmlWriter html, JsonPlace json)
    {
        long[][] counts = scores.Metrics.Metrics.ConfusionMatrix.ToArray();
        foreach (((string label, long[] row, int c), JsonPlace at) in json.Objects("matrix", scores.ClassNames.Select((label, c) => (label, counts[c], c))))
        {
            at.Text("label", label);
            long whole = Math.Max(1, row.Sum());
            html.Element("tr", () =>
            {
                html.RowName(label);
                foreach (((string predicted, long count, int p), JsonPlace cell) in at.Objects("as", scores.ClassNames.Select((name, p) => (name, row[p], p))))
                {
                    cell.Text("label", predicted);
                    string share = FormattableString.Invariant($"--share: {(double)count / whole:0.###}");
                    html.Element("td", [("class", p == c ? "right" : "wrong"), ("style", share)], () => html.Figure(cell.Count("images", count)));
                }
            });
        }
    }

    private void Classes(HtmlWriter html, JsonPlace json)
    {
        ClassificationMetrics metrics = scores.Metrics.Metrics;
        foreach (((string label, int c), JsonPlace at) in json.Objects("classes", scores.ClassNames.Select((label, c) => (label, c))))
        {
            at.Text("label", label);
            html.Element("tr", () =>
            {
                html.RowName(label);
                foreach ((string name, _, Func<ClassificationMetrics, IReadOnlyList<Metric>> values) in Figures)
                {
                    html.Cell(at.Metric(name, values(metrics)[c], scores.Metrics.ByClass[name][c]));
                }
            });
        }
    }
}

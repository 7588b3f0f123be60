using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>ROC and precision-recall curves in their bands.</summary>
internal sealed class CurvesSection(ReportScores scores, IReadOnlyList<ClassCurves> curves) : IReportSection
{
    public string Id => "curves";

    public string Title => "ROC and precision-recall curves";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        html.Note("Over all thresholds, each class against the rest by its own probability. Bands hold 95 % of the bootstrap's curves at each place " +
            "(patients drawn with replacement); the dashed line is chance.");
        foreach (((ClassCurves curve, int number), ReportJsonObject at) in json.Objects("curves", curves.Select((c, i) => (c, i))))
        {
            at.Text("label", curve.Label);
            if (curves.Count > 1)
            {
                html.Element("h3", [("class", "of")], curve.Label);
            }

            Pair(html, at, curve, number);
        }

        PageLimits.Tell(html, json, "moreCurves", scores.ClassNames.Count > 2 ? scores.ClassNames.Count - curves.Count : 0,
            "classes, whose areas are in the table of classes");
    }

    private void Pair(HtmlWriter html, ReportJsonObject json, ClassCurves curve, int number)
    {
        ClassResult result = scores.Metrics.ByClass.First(r => r.Label == curve.Label);
        ShownMetric shownArea = json.Metric("auroc", result.Auroc);
        ShownMetric shownPrecision = json.Metric("averagePrecision", result.AveragePrecision);
        double share = (double)scores.Images.Count(i => i.Label == curve.Label) / scores.Images.Count;
        Numbers(json.Object("roc"), curve.Roc, curve.RocBand);
        Numbers(json.Object("precisionRecall"), curve.PrecisionRecall, curve.PrecisionRecallBand);
        CurvePoint? operating = curve.Label == scores.PositiveLabel ? OperatingPoint.Of(scores.Metrics) : null;
        if (operating is { } place)
        {
            json.Numbers("operatingPoint", [place.X, place.Y]);
        }

        html.Plots(() =>
        {
            html.Plot(
                $"plot-roc-{number}", "ROC", $"Sensitivity over 1 - specificity for {curve.Label}; the area below the curve is {result.Auroc.Number}.",
                CurvePlot.Of(curve.Roc, curve.RocBand, "1 - specificity", "sensitivity", (new(0, 0), new(1, 1)), operating), () =>
                {
                    Caption(html, "AUROC", shownArea, curve.RocBand);
                    html.Text(operating is null ? "" : " The diamond is where the model's labels stand.");
                });
            html.Plot(
                $"plot-pr-{number}", "Precision and recall", $"Precision over recall for {curve.Label}; average precision is {result.AveragePrecision.Number}.",
                CurvePlot.Of(curve.PrecisionRecall, curve.PrecisionRecallBand, "recall", "precision", (new(0, share), new(1, share))), () =>
                    Caption(html, "Average precision", shownPrecision, curve.PrecisionRecallBand));
        });
    }

    private static void Caption(HtmlWriter html, string name, ShownMetric metric, IReadOnlyList<CurveBand> band)
    {
        html.Text(name + " ");
        html.Metric(metric);
        html.Text(band.All(b => !b.Interval.IsDefined || b.Interval.Low == b.Interval.High)
            ? ". There is no band: the spread is too small to be seen in these images."
            : ".");
    }

    private static void Numbers(ReportJsonObject json, IReadOnlyList<CurvePoint> points, IReadOnlyList<CurveBand> band)
    {
        json.Numbers("x", points.Select(p => p.X));
        json.Numbers("y", points.Select(p => p.Y));
        json.Numbers("bandX", band.Select(b => b.X));
        json.Numbers("low", band.Select(b => b.Interval.Low));
        json.Numbers("high", band.Select(b => b.Interval.High));
    }
}

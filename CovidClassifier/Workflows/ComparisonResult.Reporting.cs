using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Tables;

namespace CovidClassifier;

public sealed partial class ComparisonResult
{
    /// <summary>A report: the table, and the best network's out-of-fold predictions in full; add a command with <c>with</c>, then
    /// <see cref="Report.Save"/>.</summary>
    /// <param name="data">What was compared on.</param>
    public Report CreateReport(XRayDataset data)
    {
        string best = Table.Rows[0].Name;
        Report report = Results[best].CreateReport(data);
        return report with
        {
            Summary = FormattableString.Invariant($"{Table.Rows.Count} networks on the same {Results[best].Folds} ")
                + (Results[best].LeftOutSources is null ? "folds" : "left-out sources") + $"; curves and images are those of {best}.",
            Audit = Audit,
            Scores = report.Scores! with { Of = $"{report.Scores.Of} (the best network, {best})" },
            Curves = [.. Table.Rows.Select(row => Curve(row, Results[row.Name].Predictions()))],
            Tables =
            [
                ComparedNetworks.Of(Table), .. Results[best].LeftOutSources is null ? (ReportTable[])[]
                    : [ComparedSources.Of([.. Table.Rows.Select(r => (r.Name, Results[r.Name].LeftOutSources!))])],
                .. report.Tables,
            ],
        };
    }

    // without a positive label there is no one curve of a network
    private static ReportCurve Curve(ComparisonRow row, LabelledPredictions predictions) => predictions.Positive is not { } positive
        ? new ReportCurve(row.Name, [], row.Metrics.Auroc, null)
        : new ReportCurve(
            row.Name, new RocCurve().Points(predictions.Ranking(positive).FromTheTop()), row.Metrics.ByClass[positive].Auroc, OperatingPoint.Of(row.Metrics));
}

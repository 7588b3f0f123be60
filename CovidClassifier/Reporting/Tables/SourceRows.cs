using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Reporting.Tables;

/// <summary>Left-out sources as a report's table.</summary>
internal static class SourceRows
{
    private static readonly Metric[] Shown = [Metric.Auroc, Metric.Sensitivity, Metric.Specificity, Metric.Accuracy];

    public static ReportTable Of(LeftOutSources sources) => new()
    {
        Key = "leftOutSources",
        Title = "Left-out sources",
        Drawn = Metric.Auroc.Key,
        Note = string.Join(
            " ",
            [
                "Each source scored by a model that was trained without it: how the recipe does at a place that it was not trained on.",
                sources.Worst is { } worst ? $"The worst is {worst.Name}, AUROC {worst.Auroc}."
                    : "No source has five images of the positive label and five others, so that none is called the worst.",
                .. sources.Sentences,
            ]),
        Columns =
        [
            new("source", "Source"), new("images", "Images"), new("patients", "Patients"), new("classes", "Images by class"),
            .. Shown.Select(m => new ReportColumn(m.Key, m.Title)),
        ],
        Rows =
        [
            .. sources.Sources.Select(s => new ReportRow(
            [
                ReportCell.Of(s.Name), ReportCell.Of((long)s.Images), ReportCell.Of((long)s.Patients),
                ReportCell.Of(string.Join(", ", s.ImagesByClass.Where(c => c.Value > 0).Select(c => FormattableString.Invariant($"{c.Key} {c.Value}")))),
                .. Shown.Select(m => ReportCell.Of(s[m])),
            ])
            {
                Mark = ReferenceEquals(s, sources.Worst) ? "worst" : null,
            }),
        ],
    };
}

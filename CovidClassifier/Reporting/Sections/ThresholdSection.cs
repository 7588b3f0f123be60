using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>What other thresholds would give.</summary>
internal sealed class ThresholdSection(ReportScores scores, IReadOnlyList<ThresholdRow> rows) : IReportSection
{
    public string Id => "thresholds";

    public string Title => "Thresholds";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        html.Note(
            $"What the model's probability of {scores.PositiveLabel} would give at other thresholds on these images. PPV and NPV hold at this data's share " +
                $"of {scores.PositiveLabel} only. "
            + "A threshold picked from this table was picked on the test images: measure it on others before you believe it.");
        html.Table("Rates by threshold", ["Threshold", "Images at or above", .. ThresholdTable.Rates.Select(m => m.Title)], () =>
        {
            foreach ((ThresholdRow row, ReportJsonObject at) in json.Objects("thresholds", rows))
            {
                at.Truth("isModels", row.IsModels);
                html.Element("tr", [("class", row.IsModels ? "marked" : null)], () => Row(html, at, row));
            }
        });
    }

    private static void Row(HtmlWriter html, ReportJsonObject json, ThresholdRow row)
    {
        html.Element("th", [("scope", "row")], () =>
        {
            html.Figure(json.Number("threshold", row.Threshold, Math.Abs(row.Threshold - Math.Round(row.Threshold, 2)) < 1e-6 ? 2 : 3));
            if (row.IsModels)
            {
                html.Element("span", [("class", "tag")], "the model's");
            }
        });
        html.Cell(json.Count("flagged", row.Flagged));
        foreach (Metric rate in ThresholdTable.Rates)
        {
            html.Cell(json.Metric(rate.Key, row.Rates[rate]));
        }
    }
}

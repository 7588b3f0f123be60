using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>What a positive and a negative answer are worth where another share of patients is positive.</summary>
internal sealed class PrevalenceSection(ReportScores scores, double? given) : IReportSection
{
    private static readonly double[] Usual = [0.01, 0.05, 0.1, 0.2, 0.5];

    public string Id => "prevalence";

    public string Title => "What an answer is worth where it is used";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        html.Note(
            $"PPV is the share of those called {scores.PositiveLabel} that are {scores.PositiveLabel}, NPV the share of the others that are not, for a place " +
                "where so many patients are positive. Both follow from sensitivity and specificity (Bayes' rule) as long as these are the same there; at a " +
                "hospital whose pictures or patients differ they are not: measure them again.");
        double[] shares = [.. Usual.Concat(given is { } g ? [g] : []).Distinct().Order()];
        html.Table("Predictive values by prevalence", ["Prevalence", "PPV", "NPV"], () =>
        {
            foreach ((double share, ReportJsonObject at) in json.Objects("prevalences", shares))
            {
                html.Element("tr", [("class", share == given ? "marked" : null)], () =>
                {
                    html.Element("th", [("scope", "row")], () => html.Figure(at.Number("prevalence", share, 3)));
                    html.Cell(at.Metric("ppv", scores.Metrics[PredictiveValueAtPrevalence.Positive(share)]));
                    html.Cell(at.Metric("npv", scores.Metrics[PredictiveValueAtPrevalence.Negative(share)]));
                });
            }
        });
    }
}

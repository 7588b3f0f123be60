using System.Globalization;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>A model on changed pictures: a plot for each change, and a table of every step.</summary>
internal static class AuditSteps
{
    public static void Plots(HtmlWriter html, AuditFinding finding)
    {
        if (finding.Steps.Count == 0)
        {
            return;
        }

        AuditStep plain = finding.Steps.First(s => s.Number == 0);
        html.Plots(() =>
        {
            foreach ((int number, IGrouping<string, AuditStep> change) in finding.Steps.Where(s => s.Number > 0).GroupBy(s => s.Change)
                .Select((change, number) => (number, change)))
            {
                AuditStep[] steps = [.. change];
                string description = string.Create(
                    CultureInfo.InvariantCulture, $"AUROC {plain.Auroc:0.000} as it is, " +
                        $"{string.Join(", ", steps.Select(s => FormattableString.Invariant($"{s.Auroc:0.000} at {s.Step:0.##} {s.Unit}")))}.");
                html.Plot(FormattableString.Invariant($"plot-robustness-{number + 1}"), change.Key, description, RobustnessPlot.Of(plain, steps), () =>
                {
                    html.Key("solid accent", "AUROC");
                    html.Key("dashed second", "labels kept");
                });
            }
        });
    }

    public static void Table(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        if (finding.Steps.Count == 0)
        {
            return;
        }

        html.Table($"{finding.Name}: every step", ["Change", "Step", "AUROC", "Labels that turn"], () =>
        {
            foreach ((AuditStep step, ReportJsonObject at) in json.Objects("steps", finding.Steps))
            {
                at.Text("change", step.Change);
                at.Text("unit", step.Unit);
                html.Element("tr", () =>
                {
                    html.RowName(step.Number == 0 ? step.Change : FormattableString.Invariant($"{step.Change}, {step.Unit}"));
                    html.Cell(at.Number("step", step.Step, 2));
                    html.Element("td", [("class", "number")], () =>
                    {
                        html.Figure(at.Number("auroc", step.Auroc, 3));
                        html.Text(" ");
                        html.Interval(at.Number("low", step.Low, 3), at.Number("high", step.High, 3));
                    });
                    html.Cell(at.Number("flips", step.Flips, 3));
                });
            }
        });
    }
}

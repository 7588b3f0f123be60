using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>What the data say about themselves, the worst first: whether the figures below mean anything.</summary>
internal sealed class AuditSection(AuditResult? audit, CancellationToken cancellationToken) : IReportSection
{
    private const int PairsShown = 8;

    public string Id => "audits";

    public string Title => "Can these figures be trusted?";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("audit");
        place.Text("verdict", Word(audit?.Verdict ?? AuditVerdict.Unknown));
        html.Element("p", [("class", "verdict")], () =>
        {
            Badge(html, audit?.Verdict ?? AuditVerdict.Unknown);
            html.Text(" " + Meaning);
        });
        if (audit is null)
        {
            return;
        }

        place.Text("dataset", audit.Dataset);
        place.Text("split", audit.Split);
        html.Element("p", [("class", "note")], () =>
        {
            html.Text($"Audits of '{audit.Dataset}', ");
            html.Figure(place.Count("images", audit.Images));
            html.Text($" images; parts: {audit.Split}. Unknown never counts as pass.");
        });
        html.Element("div", [("class", "findings")], () =>
        {
            foreach ((AuditFinding finding, ReportJsonObject at) in place.Objects("findings", audit.Findings.OrderByDescending(f => f.Verdict)))
            {
                string kind = IsWide(finding) ? $"{Word(finding.Verdict)} wide" : Word(finding.Verdict);
                html.Element("article", [("class", kind)], () => Finding(html, at, finding));
            }
        });
    }

    private string Meaning => audit?.Verdict switch
    {
        AuditVerdict.Fail => "These data give the label away, or let a model see what it is tested on: the figures below do not mean what they seem to.",
        AuditVerdict.Warn => "These data have weaknesses that belong beside every figure below.",
        AuditVerdict.Pass => "No audit found a way to the label other than the picture. What no audit looks for is not excluded.",
        null => "No audit was run, so nothing is known of what a model could have learned instead of the disease.",
        _ => "Not everything could be looked for; what is unknown does not count as passed.",
    };

    /// <summary>What shows images or plots takes the whole width.</summary>
    private static bool IsWide(AuditFinding finding) => finding.Images.Count + finding.Pairs.Count + finding.Steps.Count > 0;

    private static string Word(AuditVerdict verdict) => verdict.ToString().ToLowerInvariant();

    // a sign and a word, so that nobody needs to tell colours apart
    private static void Badge(HtmlWriter html, AuditVerdict verdict) => html.Element("span", [("class", $"badge {Word(verdict)}")], () =>
    {
        html.Element("span", [("aria-hidden", "true")], verdict switch
        {
            AuditVerdict.Pass => "\u2713",
            AuditVerdict.Warn => "!",
            AuditVerdict.Fail => "\u2715",
            _ => "?",
        });
        html.Text(" " + Word(verdict));
    });

    private void Finding(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        json.Text("name", finding.Name);
        json.Text("verdict", Word(finding.Verdict));
        json.Text("measure", finding.Measure);
        json.Text("sentence", finding.Sentence);
        json.Text("rule", finding.Rule);
        html.Element("h3", () =>
        {
            Badge(html, finding.Verdict);
            html.Text(" " + finding.Name);
        });
        if (!double.IsNaN(finding.Value))
        {
            html.Element("p", [("class", "measure")], () => Measure(html, json, finding));
        }

        html.Element("p", finding.Sentence);
        AuditImages.Write(html, json, finding, cancellationToken);
        AuditSteps.Plots(html, finding);
        html.Element("details", () =>
        {
            html.Element("summary", "Rule and details");
            html.Note($"Rule: {finding.Rule}.");
            Classes(html, json, finding);
            Figures(html, json, finding);
            AuditSteps.Table(html, json, finding);
            Counts(html, json, finding);
            Pairs(html, json, finding);
            SubgroupRows.Write(html, json, $"{finding.Name}: figures by group", finding.Subgroups);
        });
    }

    private static void Measure(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        html.Text($"{finding.Measure} ");
        if (double.IsNaN(finding.Low))
        {
            html.Figure(Math.Floor(finding.Value) == finding.Value ? json.Count("value", (long)finding.Value) : json.Number("value", finding.Value, 3));
            return;
        }

        html.Figure(json.Number("value", finding.Value, 3));
        html.Text(" ");
        html.Interval(json.Number("low", finding.Low, 3), json.Number("high", finding.High, 3));
    }

    private static void Classes(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        if (finding.Classes.Count == 0)
        {
            return;
        }

        html.Table($"{finding.Name}: each class against the rest", ["Class", "Images", "Verdict", finding.Measure], () =>
        {
            foreach ((AuditClassResult result, ReportJsonObject at) in json.Objects("classes", finding.Classes))
            {
                at.Text("label", result.Label);
                at.Text("verdict", Word(result.Verdict));
                html.Element("tr", () =>
                {
                    html.RowName(result.Label);
                    html.Cell(at.Count("images", result.Images));
                    html.Element("td", () => Badge(html, result.Verdict));
                    html.Cell(at.Metric(
                        "figure",
                        double.IsNaN(result.Value) ? MetricValue.Undefined("there are too few images") : MetricValue.Of(result.Value),
                        new MetricInterval(result.Low, result.High, result.Method)));
                });
            }
        });
    }

    private static void Figures(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        if (finding.Figures.Count == 0)
        {
            return;
        }

        html.Table($"{finding.Name}: figures side by side", ["Figure", "Class", finding.Measure], () =>
        {
            foreach ((AuditFigure figure, ReportJsonObject at) in json.Objects("figures", finding.Figures))
            {
                at.Text("name", figure.Name);
                at.Text("label", figure.Label);
                html.Element("tr", () =>
                {
                    html.RowName(figure.Name);
                    html.Cell(figure.Label ?? "");
                    html.Cell(at.Metric(
                        "figure",
                        double.IsNaN(figure.Value) ? MetricValue.Undefined("it could not be measured") : MetricValue.Of(figure.Value),
                        new MetricInterval(figure.Low, figure.High, finding.Method)));
                });
            }
        });
    }

    private static void Counts(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        if (finding.Counts.Count == 0)
        {
            return;
        }

        html.Table($"{finding.Name}: images by fact and label", ["Fact", "Label", "Images"], () =>
        {
            foreach ((AuditCount count, ReportJsonObject at) in json.Objects("counts", finding.Counts.Take(PageLimits.Rows)))
            {
                at.Text("fact", count.Fact);
                at.Text("label", count.Label);
                html.Element("tr", () =>
                {
                    html.RowName(count.Fact);
                    html.Cell(count.Label);
                    html.Cell(at.Count("images", count.Images));
                });
            }
        });
        PageLimits.Tell(html, json, "moreCounts", finding.Counts.Count - PageLimits.Rows, "rows");
    }

    private static void Pairs(HtmlWriter html, ReportJsonObject json, AuditFinding finding)
    {
        if (finding.Pairs.Count == 0)
        {
            return;
        }

        html.Table($"{finding.Name}: images that show the same picture", ["First", "Second", "Similarity"], () =>
        {
            foreach ((AuditPair pair, ReportJsonObject at) in json.Objects("pairs", finding.Pairs.Take(PairsShown)))
            {
                at.Text("first", pair.First);
                at.Text("second", pair.Second);
                html.Element("tr", () =>
                {
                    html.RowName(pair.First);
                    html.Cell(pair.Second);
                    html.Cell(at.Number("similarity", pair.Similarity, 3));
                });
            }
        });
        PageLimits.Tell(html, json, "morePairs", finding.Pairs.Count - PairsShown, "pairs");
    }
}

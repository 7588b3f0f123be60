using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Sections;

namespace CovidClassifier.Reporting;

/// <summary>Lays a report out: the page, and the numbers beside it.</summary>
internal sealed class ReportPage(Report report, CancellationToken cancellationToken)
{
    // two plots each: more than these nobody compares
    private const int CurvesShown = 12;

    // read by people; the page's own copy of a text is encoded for HTML
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Both files, UTF-8.</summary>
    public (byte[] Page, byte[] Json) Write()
    {
        foreach (ReportTable table in report.Tables)
        {
            table.Check();
        }

        var html = new HtmlWriter();
        ReportJsonObject json = ReportJsonObject.Root();
        IReportSection[] sections = [.. Sections()];
        html.Markup("<!doctype html>");
        html.Element("html", [("lang", "en")], () =>
        {
            html.Element("head", () => Head(html));
            html.Element("body", () => Body(html, json, sections));
        });
        return (Encoding.UTF8.GetBytes(html.ToString() + "\n"), Encoding.UTF8.GetBytes(json.Json.ToJsonString(Readable) + "\n"));
    }

    private IEnumerable<IReportSection> Sections()
    {
        yield return new AuditSection(report.Audit, cancellationToken);
        if (report.Scores is { } headline)
        {
            yield return new HeadlineSection(headline);
        }

        if (report.Local is { } local)
        {
            yield return new LocalSection(local.Card, local.PositiveLabel);
        }

        foreach (ReportTable table in report.Tables)
        {
            yield return new TableSection(table);
        }

        if (report is { Curves.Count: > 1, Scores.PositiveLabel: { } positive })
        {
            yield return new NetworkCurvesSection(report.Curves, positive);
        }

        if (report.Data is { } data)
        {
            yield return new DataSection(data);
        }

        if (report.Training is { Runs.Count: > 0 } training)
        {
            yield return new LearningSection(training);
        }

        if (report.Scores is { Images.Count: > 0 } scores)
        {
            foreach (IReportSection section in Sections(scores))
            {
                yield return section;
            }
        }

        yield return new ReproduceSection(report.Command, report.Seed, report.Training);
    }

    private IEnumerable<IReportSection> Sections(ReportScores scores)
    {
        LabelledPredictions images = scores.Predictions();
        int[] classes = images is { ClassNames.Count: 2 } ? [images.Positive ?? 1] : [.. Enumerable.Range(0, images.ClassNames.Count).Take(CurvesShown)];
        yield return new CurvesSection(scores, BandedCurves.Of(images, classes, scores.Draws.For("curves")));
        yield return new CalibrationSection(scores, ReliabilityBins.Of(images, scores.Draws.For("reliability")), CalibrationLine.Of(images));
        yield return new ConfusionSection(scores);
        if (images.Positive is not null)
        {
            yield return new ThresholdSection(scores, ThresholdTable.Of(images, scores.Threshold, scores.Draws.For("thresholds")));
        }

        if (DecisionCurve.Of(images, scores.Draws.For("decision")) is { Count: > 0 } decision)
        {
            yield return new DecisionSection(scores, decision);
        }

        yield return new SurenessSection(scores, RiskCoverage.Of(images));
        if (images.Positive is not null)
        {
            yield return new PrevalenceSection(scores, report.Prevalence);
        }

        if (scores.Subgroups.Count > 0)
        {
            yield return new SubgroupSection(scores.Subgroups);
        }

        yield return new ImagesSection(scores, cancellationToken);
    }

    private void Head(HtmlWriter html)
    {
        html.Void("meta", ("charset", "utf-8"));
        // whatever a name or a label might smuggle in: only our own script runs, and nothing is loaded or sent
        string script = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Resource("report.js"))));
        html.Void(
            "meta",
            ("http-equiv", "Content-Security-Policy"),
            ("content", $"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Element("title", () => html.Plain(report.Title));
        html.Element("style", () => html.Markup(Resource("report.css")));
    }

    private void Body(HtmlWriter html, ReportJsonObject json, IReportSection[] sections)
    {
        json.Text("title", report.Title);
        json.Text("summary", report.Summary);
        json.Text("researchUseOnly", report.ResearchUseOnly);
        html.Element("a", [("class", "skip"), ("href", "#content")], "Skip to the content");
        html.Element("header", () => Top(html, json, sections));
        html.Element("main", [("id", "content")], () =>
        {
            foreach (IReportSection section in sections)
            {
                cancellationToken.ThrowIfCancellationRequested();
                html.Element("section", [("id", section.Id), ("aria-labelledby", section.Id + "-title")], () =>
                {
                    html.Element("h2", [("id", section.Id + "-title")], section.Title);
                    section.Write(html, json);
                });
            }
        });
        html.Element("footer", report.ResearchUseOnly);
        html.Element("script", () => html.Markup(Resource("report.js")));
    }

    private void Top(HtmlWriter html, ReportJsonObject json, IReportSection[] sections)
    {
        html.Element("p", [("class", "research"), ("role", "note")], report.ResearchUseOnly);
        html.Element("h1", report.Title);
        if (report.Summary is { } summary)
        {
            html.Element("p", [("class", "summary")], summary);
        }

        Glance(html, json);
        Sentences(html, json, "warning", report.Warnings);
        Sentences(html, json, "note", report.Notes);
        html.Element("nav", [("aria-label", "Contents")], () => html.Element("ol", () =>
        {
            foreach (IReportSection section in sections)
            {
                html.Element("li", () => html.Element("a", [("href", "#" + section.Id)], section.Title));
            }
        }));
    }

    /// <summary>One line that says what this is and what came of it.</summary>
    private void Glance(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("glance");
        string[] facts =
        [
            .. report.Date is { } date ? (string[])[date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] : [],
            .. (report.Audit?.Dataset ?? report.Data?.Name) is { } name ? (string[])[name] : [],
            .. report.Audit is { } audit ? (string[])[$"audits: {audit.Verdict.ToString().ToLowerInvariant()}"] : ["audits: none"],
        ];
        place.Text("facts", string.Join(" \u00b7 ", facts));
        html.Element("p", [("class", "glance")], () =>
        {
            html.Text(string.Join(" \u00b7 ", facts));
            if (report.Scores is { } scores)
            {
                html.Text(" \u00b7 AUROC ");
                html.Metric(place.Metric("auroc", scores.Metrics.Auroc));
            }
        });
    }

    private static void Sentences(HtmlWriter html, ReportJsonObject json, string kind, IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0)
        {
            return;
        }

        html.Element("ul", [("class", $"{kind}s")], () =>
        {
            foreach ((string sentence, ReportJsonObject at) in json.Objects($"{kind}s", sentences))
            {
                at.Text(kind, sentence);
                html.Element("li", sentence);
            }
        });
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

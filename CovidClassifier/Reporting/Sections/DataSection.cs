using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>The images: how many of which class in which part, whose, and where from.</summary>
internal sealed class DataSection(ReportData data) : IReportSection
{
    private const int ProblemsShown = 12;

    public string Id => "data";

    public string Title => "Data";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("data");
        place.Text("name", data.Name);
        html.Element("p", () =>
        {
            html.Text($"Dataset '{data.Name}'.");
            Patients(html, place);
        });
        Parts(html, place);
        GroupRows.Write(html, place, data.Parts);
        if (data.Flow is { } flow)
        {
            FlowRows.Write(html, place, flow);
        }

        Sources(html, place);
        LeftOut(html, place);
        Problems(html, place);
    }

    private void Patients(HtmlWriter html, ReportJsonObject json)
    {
        if (!double.IsNaN(data.KnownPatientShare))
        {
            ShownFigure share = json.Number("knownPatientShare", data.KnownPatientShare, 3);
            html.Text(data.KnownPatientShare switch
            {
                1 => " The patient of every image is known.",
                0 => " No patient is known: every image counts as a patient of its own, and nothing keeps images of one patient together.",
                _ => " The patient is known for this share of the images: ",
            });
            if (data.KnownPatientShare is > 0 and < 1)
            {
                html.Figure(share);
                html.Text("; every other image counts as a patient of its own.");
            }
        }

        if (data.SeenImages > 0)
        {
            html.Text(" Left out of every figure: ");
            html.Figure(json.Count("seenImages", data.SeenImages));
            html.Text(" images that the model was trained on.");
        }
    }

    private void Parts(HtmlWriter html, ReportJsonObject json)
    {
        (ReportPart Part, ReportJsonObject Place)[] parts = [.. json.Objects("parts", data.Parts)];
        (string Label, ShownFigure[] Counts)[] rows = [.. data.ClassNames.Select(c => (c, new ShownFigure[parts.Length]))];
        ShownFigure[] images = new ShownFigure[parts.Length], patients = new ShownFigure[parts.Length];
        for (int p = 0; p < parts.Length; p++)
        {
            (ReportPart part, ReportJsonObject at) = parts[p];
            at.Text("name", part.Name);
            images[p] = at.Count("images", part.ImagesByClass.Sum());
            patients[p] = at.Count("patients", part.Patients);
            foreach (((string label, int count, int c), ReportJsonObject cell) in at.Objects(
                "classes", data.ClassNames.Select((label, c) => (label, part.ImagesByClass[c], c))))
            {
                cell.Text("label", label);
                rows[c].Counts[p] = cell.Count("images", count);
            }
        }

        html.Table("Images of each class in each part", ["Class", .. data.Parts.Select(p => p.Name)], () =>
        {
            foreach ((string label, ShownFigure[] counts) in rows)
            {
                Row(html, label, counts);
            }

            Row(html, "All classes", images);
            Row(html, "Patients", patients);
        });
    }

    private static void Row(HtmlWriter html, string name, ShownFigure[] counts) => html.Element("tr", () =>
    {
        html.RowName(name);
        foreach (ShownFigure count in counts)
        {
            html.Cell(count);
        }
    });

    private void Sources(HtmlWriter html, ReportJsonObject json)
    {
        // a single unknown source says nothing
        if (data.Sources.Count == 0 || (data.Sources.Count == 1 && data.Sources.ContainsKey("unknown")))
        {
            return;
        }

        html.Element("details", () =>
        {
            html.Element("summary", "Where the images came from");
            html.Table("Images by source", ["Source", "Images"], () =>
            {
                foreach ((KeyValuePair<string, int> source, ReportJsonObject at) in json.Objects(
                    "sources", data.Sources.OrderByDescending(s => s.Value).Take(PageLimits.Rows)))
                {
                    at.Text("name", source.Key);
                    html.Element("tr", () =>
                    {
                        html.RowName(source.Key);
                        html.Cell(at.Count("images", source.Value));
                    });
                }
            });
            PageLimits.Tell(html, json, "moreSources", data.Sources.Count - PageLimits.Rows, "sources");
        });
    }

    private void LeftOut(HtmlWriter html, ReportJsonObject json)
    {
        if (data.LeftOut.Count == 0)
        {
            return;
        }

        html.Element("h3", "Left out by choice");
        html.Element("ul", () =>
        {
            foreach ((LeftOut leftOut, ReportJsonObject at) in json.Objects("leftOut", data.LeftOut))
            {
                at.Text("reason", leftOut.Reason);
                html.Element("li", () =>
                {
                    html.Text($"{leftOut.Reason}: ");
                    html.Figure(at.Count("images", leftOut.Count));
                });
            }
        });
    }

    private void Problems(HtmlWriter html, ReportJsonObject json)
    {
        if (data.Problems.Count == 0)
        {
            return;
        }

        html.Element("h3", "Problems in the data, left out");
        html.Element("ul", () =>
        {
            foreach ((DatasetProblem problem, ReportJsonObject at) in json.Objects("problems", data.Problems.Take(ProblemsShown)))
            {
                string sentence = problem.ToString();
                at.Text("problem", sentence);
                html.Element("li", sentence);
            }
        });
        PageLimits.Tell(html, json, "moreProblems", data.Problems.Count - ProblemsShown, "problems");
    }
}

using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Images;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Some of the X-rays, with what they are, what the model said, and where it looked.</summary>
internal sealed class ImagesSection(ReportScores scores, CancellationToken cancellationToken) : IReportSection
{
    private readonly ShownImages _shown = new(
        scores.Images, scores.ClassNames, scores is { PositiveLabel: { } label, Threshold: { } threshold } ? (label, threshold) : null);

    public string Id => "images";

    public string Title => "X-rays, and where the model looked";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        IReadOnlyList<ShownKind> kinds = _shown.Kinds();
        IReadOnlyDictionary<int, HeatMap> maps = Maps(html, [.. kinds.SelectMany(k => k.Images)]);
        ReportJsonObject place = json.Object("images");
        foreach (ShownKind kind in kinds)
        {
            ReportJsonObject at = place.Object(kind.Key);
            html.Element("h3", kind.Title);
            html.Element("p", [("class", "note")], () =>
            {
                html.Text(kind.Images.Count == 0 ? "There are none" : kind.Note + " Shown: ");
                if (kind.Images.Count > 0)
                {
                    html.Figure(at.Count("shown", kind.Images.Count));
                    html.Text(" of ");
                    html.Figure(at.Count("outOf", kind.OutOf));
                }

                html.Text(".");
            });
            html.Element("ul", [("class", "pictures")], () =>
            {
                foreach ((int image, ReportJsonObject picture) in at.Objects("pictures", kind.Images))
                {
                    html.Element("li", () => Picture(html, picture, image, maps.GetValueOrDefault(image)));
                }
            });
        }
    }

    private IReadOnlyDictionary<int, HeatMap> Maps(HtmlWriter html, int[] shown)
    {
        if (scores.Explain is not { } explain)
        {
            return new Dictionary<int, HeatMap>();
        }

        try
        {
            IReadOnlyList<HeatMap?> maps = explain([.. shown.Select(i => scores.Images[i].Image)], cancellationToken);
            html.Element("p", [("class", "note heat"), ("aria-hidden", "true")], () =>
            {
                html.Text("speaks for the label: little ");
                html.Element("span", [("class", "heatbar")], "");
                html.Text(" most");
            });
            html.Note("Bright yellow marks what spoke most for the label that the model gave, violet what spoke a little. It shows where the network looks, " +
                "not whether that is right.");
            return shown.Zip(maps).Where(m => m.Second is not null).ToDictionary(m => m.First, m => m.Second!);
        }
        catch (Exception e) when (e is NetworkException or ImageFormatException)
        {
            html.Note($"There are no heat maps: {e.Message}");
            return new Dictionary<int, HeatMap>();
        }
    }

    private void Picture(HtmlWriter html, ReportJsonObject json, int number, HeatMap? map)
    {
        ReportImage image = scores.Images[number];
        string name = image.Image.Name.Replace('\\', '/').Split('/')[^1];
        json.Text("name", image.Image.Name);
        json.Text("file", name);
        json.Text("label", image.Label);
        json.Text("predictedLabel", image.PredictedLabel);
        html.Element("figure", [("class", _shown.IsRight(number) ? "right" : "wrong")], () =>
        {
            html.Element("div", [("class", "pair")], () => Pixels(html, json, image, name, map));
            html.Element("figcaption", () => Caption(html, json, number, name, map));
        });
    }

    private void Pixels(HtmlWriter html, ReportJsonObject json, ReportImage image, string name, HeatMap? map)
    {
        try
        {
            (Thumbnail plain, Thumbnail? explained) = Thumbnail.Of(image.Image, map, Thumbnail.Large, cancellationToken);
            Show(html, plain, $"X-ray {name}, {image.Label}");
            if (explained is not null)
            {
                Show(html, explained, $"Heat map of {name} for {image.PredictedLabel}");
            }
        }
        catch (ImageFormatException e)
        {
            json.Text("unreadable", e.Reason);
            html.Element("p", [("class", "undefined")], $"The picture cannot be shown: {e.Reason}");
        }
    }

    private static void Show(HtmlWriter html, Thumbnail thumbnail, string what) => html.Void(
        "img", ("src", thumbnail.Address), ("alt", what), ("width", FormattableString.Invariant($"{thumbnail.Width}")),
            ("height", FormattableString.Invariant($"{thumbnail.Height}")));

    private void Caption(HtmlWriter html, ReportJsonObject json, int number, string name, HeatMap? map)
    {
        ReportImage image = scores.Images[number];
        bool isRight = _shown.IsRight(number);
        html.Element("p", [("class", "says")], () =>
        {
            html.Element("span", [("class", "sign"), ("aria-hidden", "true")], isRight ? "\u2713" : "\u2715");
            html.Text($" {image.PredictedLabel} ");
            html.Figure(json.Number("probability", _shown.Sureness(number), 3));
        });
        html.Element("p", $"true class {image.Label}");
        if (image.Guard is { } reason)
        {
            json.Text("guard", reason);
            html.Element("p", [("class", "undefined")], $"not like the training images: {reason}");
        }

        if (map is { IsEmpty: true })
        {
            html.Element("p", "no place spoke for the label");
        }
        else if (map is not null)
        {
            html.Element("p", () =>
            {
                html.Text("map in the central area: ");
                html.Figure(json.Number("centralShare", map.CentralShare, 3));
            });
        }

        html.Element("p", [("class", "file"), ("title", image.Image.Name)], name);
    }
}

using CovidClassifier.Reporting.Images;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>The images that an audit found, small, so that a reader looks before believing: the worst of each kind, and pairs beside each other.</summary>
internal static class AuditImages
{
    private const int OfAKind = 8, PairsShown = 4;

    public static void Write(HtmlWriter html, ReportJsonObject json, AuditFinding finding, CancellationToken cancellationToken)
    {
        IGrouping<string, AuditedImage>[] kinds = [.. finding.Images.GroupBy(i => i.Kind)];
        foreach ((IGrouping<string, AuditedImage> kind, ReportJsonObject at) in json.Objects("kinds", kinds))
        {
            at.Text("kind", kind.Key);
            html.Element("p", [("class", "note")], () =>
            {
                html.Text($"{kind.Key}: ");
                html.Figure(at.Count("images", kind.Count()));
                html.Text(kind.Count() > OfAKind ? " images; the worst are shown." : ".");
            });
            html.Element("ul", [("class", "pictures")], () =>
            {
                foreach ((AuditedImage image, ReportJsonObject picture) in at.Objects("pictures", kind.Take(OfAKind)))
                {
                    html.Element("li", () => Single(html, picture, image, cancellationToken));
                }
            });
        }

        AuditPair[] pairs = [.. finding.Pairs.Where(p => p.FirstShown is not null && p.SecondShown is not null).Take(PairsShown)];
        if (pairs.Length > 0)
        {
            html.Element("ul", [("class", "pictures")], () => Array.ForEach(pairs, pair => html.Element("li", () => Both(html, pair, cancellationToken))));
        }
    }

    private static void Single(HtmlWriter html, ReportJsonObject json, AuditedImage image, CancellationToken cancellationToken)
    {
        string name = FileOf(image.Image);
        json.Text("name", image.Image);
        json.Text("label", image.Label);
        json.Text("remark", image.Remark);
        html.Element("figure", () =>
        {
            html.Element("div", [("class", "pair")], () => Show(html, image.Shown, $"X-ray {name}, {image.Label}", cancellationToken));
            html.Element("figcaption", () =>
            {
                html.Element("p", $"{image.Label}: {image.Remark}");
                html.Element("p", [("class", "file"), ("title", image.Image)], image.Image);
            });
        });
    }

    private static void Both(HtmlWriter html, AuditPair pair, CancellationToken cancellationToken) => html.Element("figure", () =>
    {
        html.Element("div", [("class", "pair")], () =>
        {
            Show(html, pair.FirstShown, $"X-ray {FileOf(pair.First)}", cancellationToken);
            Show(html, pair.SecondShown, $"X-ray {FileOf(pair.Second)}", cancellationToken);
        });
        html.Element("figcaption",
            () => html.Element("p", [("class", "file"), ("title", $"{pair.First} = {pair.Second}")], $"{pair.First} = {pair.Second}"));
    });

    private static string FileOf(string name) => name.Replace('\\', '/').Split('/')[^1];

    private static void Show(HtmlWriter html, XRayImage? image, string what, CancellationToken cancellationToken)
    {
        if (image is null)
        {
            return;
        }

        try
        {
            Thumbnail thumbnail = Thumbnail.Of(image, map: null, Thumbnail.Small, cancellationToken).Plain;
            html.Void(
                "img", ("src", thumbnail.Address), ("alt", what), ("width", FormattableString.Invariant($"{thumbnail.Width}")),
                    ("height", FormattableString.Invariant($"{thumbnail.Height}")));
        }
        catch (ImageFormatException e)
        {
            html.Element("p", [("class", "undefined")], $"The picture cannot be shown: {e.Reason}");
        }
    }
}

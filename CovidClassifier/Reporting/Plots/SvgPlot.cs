using System.Globalization;
using System.Xml.Linq;
using CovidClassifier.Foundation;
using OxyPlot;

namespace CovidClassifier.Reporting.Plots;

/// <summary>
/// A plot as SVG inside the page: drawn by OxyPlot, then its fixed colours and font exchanged for the page's, so that it follows light, dark and
/// paper, and grows with its place.
/// </summary>
internal static class SvgPlot
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="model">Drawn with the colours of <see cref="PlotColors"/>.</param>
    /// <param name="id">Of the plot in the page, unique.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is seen in it, for those who do not see it.</param>
    /// <param name="width">In units of its own; a text is 12 high.</param>
    /// <param name="height">In the same units.</param>
    public static string Draw(PlotModel model, string id, string title, string description, int width, int height)
    {
        var exporter = new SvgExporter { Width = width, Height = height, IsDocument = false };
        XElement svg = XElement.Parse(exporter.ExportToString(model));
        svg.Descendants(Svg + "text").Attributes("font-family").Remove();
        foreach (XElement element in svg.Descendants().ToArray())
        {
            Restyle(element, id);
        }

        svg.Descendants(Svg + "g").Where(g => !g.HasElements).Remove();
        svg.RemoveAttributes();
        svg.Add(
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}")),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-desc"));
        svg.AddFirst(new XElement(Svg + "title", new XAttribute("id", id + "-title"), ShownText.Line(title)),
            new XElement(Svg + "desc", new XAttribute("id", id + "-desc"), ShownText.Line(description)));
        return svg.ToString(SaveOptions.DisableFormatting).Replace(" xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);
    }

    private static void Restyle(XElement element, string id)
    {
        // presentation attributes do not take variables everywhere, styles do
        if (element.Attribute("fill") is { } fill)
        {
            element.SetAttributeValue("style", $"fill:{fill.Value};{element.Attribute("style")?.Value}");
            fill.Remove();
        }

        if (element.Attribute("style") is { } style)
        {
            style.Value = PlotColors.All.Aggregate(style.Value, (text, ink) => text.Replace(
                string.Create(CultureInfo.InvariantCulture, $"rgb({ink.Color.R},{ink.Color.G},{ink.Color.B})"), $"var({ink.Variable})",
                    StringComparison.Ordinal));
        }

        // names of clips are the same in every plot, but must differ in one page
        if (element.Name == Svg + "clipPath")
        {
            element.SetAttributeValue("id", $"{id}-{element.Attribute("id")!.Value}");
        }
        else if (element.Attribute("clip-path") is { } clip)
        {
            clip.Value = clip.Value.Replace("#", $"#{id}-", StringComparison.Ordinal);
        }
    }
}

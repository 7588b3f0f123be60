using CovidClassifier.Reporting.Plots;
using OxyPlot;

namespace CovidClassifier.Reporting.Page;

/// <summary>Plots in the page.</summary>
internal static class PlotParts
{
    /// <summary>Plots beside each other where there is room.</summary>
    public static void Plots(this HtmlWriter html, Action content) => html.Element("div", [("class", "plots")], content);

    /// <summary>A plot with its caption.</summary>
    /// <param name="html">The page.</param>
    /// <param name="id">Unique in the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is seen in it, for those who do not see it.</param>
    /// <param name="model">The plot.</param>
    /// <param name="caption">Written below it.</param>
    public static void Plot(this HtmlWriter html, string id, string title, string description, PlotModel model, Action caption) =>
        html.Plot((Canvas.Width, Canvas.Height), id, title, description, model, caption);

    /// <param name="html">The page.</param>
    /// <param name="size">Width and height; a text is 12 high.</param>
    /// <param name="id">Unique in the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is seen in it, for those who do not see it.</param>
    /// <param name="model">The plot.</param>
    /// <param name="caption">Written below it.</param>
    /// <inheritdoc cref="Plot(HtmlWriter, string, string, string, PlotModel, Action)" path="/summary"/>
    public static void Plot(this HtmlWriter html, (int Width, int Height) size, string id, string title, string description, PlotModel model, Action caption) =>
        html.Element("figure", [("data-csv", PlotFigures.Csv(model))], () =>
        {
            html.Element("h3", title);
            html.Markup(SvgPlot.Draw(model, id, title, description, size.Width, size.Height));
            html.Element("figcaption", caption);
        });

    /// <summary>A line's key: how it is drawn, and what it is.</summary>
    public static void Key(this HtmlWriter html, string line, string meaning) => html.Element("span", [("class", "key")], () =>
    {
        html.Element("span", [("class", $"stroke {line}"), ("aria-hidden", "true")], "");
        html.Text(meaning);
    });
}

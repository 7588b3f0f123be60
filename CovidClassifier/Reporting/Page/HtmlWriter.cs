using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace CovidClassifier.Reporting.Page;

/// <summary>Writes HTML whose elements are always closed and whose texts and attributes are always encoded.</summary>
internal sealed partial class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _page = new();

    /// <summary>An element with content.</summary>
    public void Element(string tag, (string Name, string? Value)[] attributes, Action content)
    {
        Open(tag, attributes);
        content();
        _page.Append("</").Append(tag).Append('>');
    }

    public void Element(string tag, Action content) => Element(tag, [], content);

    /// <summary>An element with text.</summary>
    public void Element(string tag, (string Name, string? Value)[] attributes, string text) => Element(tag, attributes, () => Text(text));

    public void Element(string tag, string text) => Element(tag, [], text);

    /// <summary>An element that has no end tag: meta, img, input.</summary>
    public void Void(string tag, params (string Name, string? Value)[] attributes) => Open(tag, attributes);

    /// <summary>A text, in which a number and its per cent sign stay on one line, and so does a name with its number, "COVID-19".</summary>
    public void Text(string text)
    {
        int end = 0;
        foreach (ValueMatch name in NameWithItsNumber().EnumerateMatches(text))
        {
            Plain(text[end..name.Index]);
            end = name.Index + name.Length;
            Kept(text[name.Index..end]);
        }

        Plain(text[end..]);
    }

    /// <summary>A text that stays on one line.</summary>
    public void Kept(string text) => Element("span", [("class", "kept")], () => Plain(text));

    /// <summary>A text where no element may stand, as in a title.</summary>
    public void Plain(string text) => _page.Append(Encoder.Encode(text.Replace(" %", "\u00a0%", StringComparison.Ordinal)));

    /// <summary>Our own markup: a plot, a style sheet.</summary>
    public void Markup(string markup) => _page.Append(markup);

    /// <summary>A number, with its place in report.json.</summary>
    public void Figure(ShownFigure figure) =>
        Element("data", [("value", figure.Value), ("data-figure", figure.Path)], figure.Text);

    public override string ToString() => _page.ToString();

    private void Open(string tag, (string Name, string? Value)[] attributes)
    {
        _page.Append('<').Append(tag);
        foreach ((string name, string? value) in attributes)
        {
            if (value is not null)
            {
                _page.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
            }
        }

        _page.Append('>');
    }

    [GeneratedRegex(@"(?<![\w-])\p{L}[\p{L}\d]{0,15}-\d{1,4}(?!\w)")]
    private static partial Regex NameWithItsNumber();
}

using System.Text;
using System.Xml;

namespace CovidClassifier.Data.Tables;

/// <summary>The texts that the cells of a workbook name by number (ECMA-376, part 1, 18.4).</summary>
internal static class SharedTexts
{
    /// <param name="xml">The part that holds them, which is closed; null: the workbook has none.</param>
    public static IReadOnlyList<string> In(XmlReader? xml)
    {
        var texts = new List<string>();
        using (xml)
        {
            while (xml is not null && xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                {
                    texts.Add(TextOf(xml));
                }
            }
        }

        return texts;
    }

    /// <summary>The text of the element at hand, how it is pronounced left out; ends at the element's end.</summary>
    public static string TextOf(XmlReader xml)
    {
        var text = new StringBuilder();
        int depth = xml.Depth;
        bool isText = false;
        int? spoken = null;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                spoken = spoken is null && xml.LocalName == "rPh" ? xml.Depth : spoken;
                isText = spoken is null && xml.LocalName == "t" && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                spoken = spoken == xml.Depth ? null : spoken;
                isText = false;
            }
            else if (isText && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(xml.Value);
            }
        }

        return text.ToString();
    }
}

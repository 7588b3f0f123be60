using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Tests.Reporting.Page;

public class HtmlWriterTests
{
    [TestCase("those of COVID-19.", "those of <span class=\"kept\">COVID-19</span>.")]
    [TestCase("resnet18-64 and SARS-2", "<span class=\"kept\">resnet18-64</span> and <span class=\"kept\">SARS-2</span>")]
    [TestCase("X-ray of 2026-11-27, p0002-AP.png, 18-39 years", "X-ray of 2026-11-27, p0002-AP.png, 18-39 years")]
    [TestCase("<COVID-19> 5 %", "&lt;<span class=\"kept\">COVID-19</span>&gt; 5&#xA0;%")]
    public void Text_ANameWithItsNumber_StaysOnOneLine(string text, string html)
    {
        var writer = new HtmlWriter();
        writer.Text(text);
        Assert.That(writer.ToString(), Is.EqualTo(html));
    }
}

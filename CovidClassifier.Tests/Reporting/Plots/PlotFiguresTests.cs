using CovidClassifier.Reporting.Plots;
using OxyPlot;

namespace CovidClassifier.Tests.Reporting.Plots;

public class PlotFiguresTests
{
    [Test]
    public void Csv_LinesBandsAndMarks_IsARowForEachPoint()
    {
        PlotModel model = Canvas.Of(Canvas.Share("1 - specificity"), Canvas.Share("sensitivity"));
        model.Series.Add(Canvas.Band("95 % interval", [(0.5, 0.25, 0.75)]));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "net \"a\", b", [new(0, 0.125), DataPoint.Undefined, new(1, 1.0 / 3)]));
        model.Series.Add(Canvas.Mark(PlotColors.Accent, new DataPoint(0.1, -0.9), "=2+3"));
        model.Series.Add(Canvas.Mark(PlotColors.Accent, new DataPoint(0.1, 0.2), "\t=2+3"));
        Assert.That(PlotFigures.Csv(model), Is.EqualTo(
            "series,1 - specificity,sensitivity,low,high\n95 % interval,0.5,,0.25,0.75\n\"net \"\"a\"\", b\",0,0.125,,\n\"net \"\"a\"\", b\",1,0.333333,,\n"
            + "'=2+3,0.1,-0.9,,\n'\t=2+3,0.1,0.2,,\n"));
    }
}

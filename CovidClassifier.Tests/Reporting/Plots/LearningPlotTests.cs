using CovidClassifier.Reporting.Plots;
using OxyPlot;
using OxyPlot.Series;

namespace CovidClassifier.Tests.Reporting.Plots;

public class LearningPlotTests
{
    [TestCase(1, 1, true)]
    [TestCase(2, 1, true)]
    [TestCase(2, 9, false)]
    [TestCase(1, 9, true)]
    [TestCase(1, 90, false)]
    public void Of_FewPoints_MarksThem_SinceOnePointAloneDrawsNoLine(int trainings, int epochs, bool hasMarkers)
    {
        PlotModel plot = LearningPlot.Of(
            [.. Enumerable.Range(1, trainings).Select(t => SomeReport.Run($"fold {t}", epochs, hasValidation: true))], e => e.Loss, "loss", isShare: false);
        Assert.That(plot.Series.Cast<LineSeries>().Select(s => s.MarkerType != MarkerType.None), Has.Exactly(2 * trainings).EqualTo(hasMarkers));
    }
}

using CovidClassifier.Reporting.Content;
using OxyPlot;
using OxyPlot.Axes;

namespace CovidClassifier.Reporting.Plots;

/// <summary>One figure of each epoch, for training and validation images; of several trainings, a line each.</summary>
internal static class LearningPlot
{
    // so few points need their marks to be seen
    private const int MarkedEpochs = 12;

    /// <param name="runs">One or more trainings; the epoch that was kept is marked where there is one.</param>
    /// <param name="value">The figure.</param>
    /// <param name="title">What the figure is.</param>
    /// <param name="isShare">It lies in 0 to 1.</param>
    public static PlotModel Of(IReadOnlyList<ReportRun> runs, Func<EpochMetrics, double> value, string title, bool isShare)
    {
        LinearAxis left = isShare ? Canvas.Share(title) : new LinearAxis { Title = title, Minimum = 0, MaximumPadding = 0.05 };
        PlotModel model = Canvas.Of(Epochs(runs.Min(r => r.History[0].Epoch), runs.Max(r => r.History[^1].Epoch)), left);
        // one point alone draws no line
        bool hasMarkers = runs is [{ History.Count: <= MarkedEpochs }] || runs.Any(r => r.History.Count == 1);
        if (runs is [{ BestEpoch: > 0 } one])
        {
            model.Annotations.Add(Canvas.Upright(one.BestEpoch));
        }

        foreach (ReportRun run in runs)
        {
            model.Series.Add(Canvas.Line(PlotColors.Second, $"{run.Name}, training", Points(run, e => value(e.Training)), isDashed: true, hasMarkers));
        }

        foreach (ReportRun run in runs.Where(r => r.History.Any(e => e.Validation is not null)))
        {
            model.Series.Add(Canvas.Line(
                PlotColors.Accent, $"{run.Name}, validation", Points(run, e => e.Validation is { } v ? value(v) : double.NaN), hasMarkers: hasMarkers));
        }

        return model;
    }

    private static IEnumerable<DataPoint> Points(ReportRun run, Func<EpochRecord, double> value) =>
        run.History.Select(e => value(e) is var y && double.IsFinite(y) ? new DataPoint(e.Epoch, y) : DataPoint.Undefined);

    // ticks at whole epochs, five or so of them
    private static LinearAxis Epochs(int first, int last)
    {
        int rough = Math.Max(1, (last - first) / 5);
        int power = (int)Math.Pow(10, Math.Floor(Math.Log10(rough)));
        int step = new[] { 1, 2, 5, 10 }.Select(s => s * power).First(s => s >= rough);
        bool isOne = first == last;
        return new LinearAxis
        {
            Title = "epoch",
            Minimum = isOne ? first - 1 : first,
            Maximum = isOne ? first + 1 : last,
            MajorStep = step,
            StringFormat = "0",
            MinorTickSize = 0
        };
    }
}

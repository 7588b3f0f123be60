using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;

namespace CovidClassifier.Reporting.Plots;

/// <summary>One figure of each epoch, for training and validation images.</summary>
internal static class LearningPlot
{
    // so few points need their marks to be seen
    private const int MarkedEpochs = 12;

    /// <param name="epochs">Numbers of the epochs.</param>
    /// <param name="training">The figure over training images.</param>
    /// <param name="validation">Over validation images; null without them.</param>
    /// <param name="bestEpoch">Marked; 0: none.</param>
    /// <param name="title">What the figure is.</param>
    /// <param name="isShare">It lies in 0 to 1.</param>
    public static PlotModel Of(
        IReadOnlyList<int> epochs, IReadOnlyList<double> training, IReadOnlyList<double>? validation, int bestEpoch, string title, bool isShare)
    {
        LinearAxis left = isShare ? Canvas.Share(title) : new LinearAxis { Title = title, Minimum = 0, MaximumPadding = 0.05 };
        PlotModel model = Canvas.Of(Epochs(epochs), left);
        bool hasMarkers = epochs.Count <= MarkedEpochs;
        if (bestEpoch > 0)
        {
            model.Annotations.Add(new LineAnnotation
            {
                Type = LineAnnotationType.Vertical, X = bestEpoch, Color = Ink.Text, StrokeThickness = 1, LineStyle = LineStyle.Dot, Layer = AnnotationLayer.BelowSeries,
            });
        }

        model.Series.Add(Canvas.Line(Ink.Second, Points(epochs, training), isDashed: true, hasMarkers));
        if (validation is not null)
        {
            model.Series.Add(Canvas.Line(Ink.Accent, Points(epochs, validation), hasMarkers: hasMarkers));
        }

        return model;
    }

    private static IEnumerable<DataPoint> Points(IReadOnlyList<int> epochs, IReadOnlyList<double> values) =>
        epochs.Zip(values).Select(p => double.IsFinite(p.Second) ? new DataPoint(p.First, p.Second) : DataPoint.Undefined);

    // ticks at whole epochs, five or so of them
    private static LinearAxis Epochs(IReadOnlyList<int> epochs)
    {
        int first = epochs[0], last = epochs[^1];
        int rough = Math.Max(1, (last - first) / 5);
        int power = (int)Math.Pow(10, Math.Floor(Math.Log10(rough)));
        int step = new[] { 1, 2, 5, 10 }.Select(s => s * power).First(s => s >= rough);
        bool isOne = first == last;
        return new LinearAxis { Title = "epoch", Minimum = isOne ? first - 1 : first, Maximum = isOne ? first + 1 : last, MajorStep = step, StringFormat = "0", MinorTickSize = 0 };
    }
}

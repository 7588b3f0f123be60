namespace CovidClassifier.Evaluation.Statistics;

/// <summary>How a figure of one class against the rest becomes one of the whole.</summary>
internal static class OneAgainstRest
{
    /// <summary>That of the positive label.</summary>
    /// <param name="predictions">The images.</param>
    /// <param name="ofClass">The figure of a class (its index).</param>
    public static Statistic OfPositive(LabelledPredictions predictions, Func<int, Statistic> ofClass) =>
        predictions.Positive is { } positive ? ofClass(positive) : new UndefinedStatistic("no positive label is chosen");

    /// <summary>
    /// With two classes that of the positive label (of the last class where none is chosen); with more the unweighted mean over the classes, undefined
    /// where one of them is.
    /// </summary>
    /// <inheritdoc cref="OfPositive" path="/param"/>
    public static Statistic OfWhole(LabelledPredictions predictions, Func<int, Statistic> ofClass)
    {
        if (predictions.Classes.Count == 2)
        {
            return ofClass(predictions.Positive ?? 1);
        }

        Statistic[] all = [.. Enumerable.Range(0, predictions.Classes.Count).Select(ofClass)];
        return new Drawn(draw => MetricValue.Mean(Array.ConvertAll(all, s => s.Of(draw))));
    }
}

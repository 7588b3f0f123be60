using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Share of images with the right label, 0 to 1.</summary>
internal static class AccuracyMetric
{
    public static Metric Definition { get; } = new("accuracy", "Accuracy", predictions => new RightLabels(predictions))
    {
        Source = "share of right labels; interval: Wilson, Journal of the American Statistical Association 22, 1927; test: McNemar, Psychometrika 12, 1947",
        IsSelectable = true,
    };

    private sealed class RightLabels(LabelledPredictions predictions)
        : ShareOfImages(predictions, (_, _) => true, (label, predicted) => label == predicted, "there are no images")
    {
        private readonly LabelledPredictions _predictions = predictions;

        public override PairedTest Test(Statistic other, PairedTest bootstrap)
        {
            LabelledPredictions second = ((RightLabels)other)._predictions;
            return bootstrap with { PValue = McNemar.PValue(Alone(_predictions, second), Alone(second, _predictions)), Method = McNemar.Name };
        }

        /// <summary>Number of images that the first has right and the second has wrong.</summary>
        private static long Alone(LabelledPredictions right, LabelledPredictions wrong) =>
            right.Labels.Where((label, i) => right.PredictedLabels[i] == label && wrong.PredictedLabels[i] != label).LongCount();
    }
}

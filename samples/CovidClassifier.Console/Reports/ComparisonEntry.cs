using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>One network of a comparison.</summary>
internal sealed record ComparisonEntry
{
    public required string Name { get; init; }

    /// <summary>best, tied, worse or unranked.</summary>
    public required string Standing { get; init; }

    public required double Accuracy { get; init; }

    public required double Sensitivity { get; init; }

    public required double Specificity { get; init; }

    public required double Auroc { get; init; }

    public required double LogLoss { get; init; }

    /// <summary>Every figure, by name.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>95 % interval of each.</summary>
    public required IReadOnlyDictionary<string, MetricInterval> Intervals { get; init; }

    /// <summary>By the ranking metric, this minus the best; null for the best.</summary>
    public required PairedEntry? AgainstBest { get; init; }

    public required long Parameters { get; init; }

    public required double TrainingSeconds { get; init; }

    public required double MillisecondsPerImage { get; init; }

    public required long ModelBytes { get; init; }

    /// <summary>Where each source was left out once: each of them, and the worst; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeftOutSourcesEntry? LeftOutSources { get; init; }

    public required IReadOnlyList<FoldPrediction> Predictions { get; init; }

    public static ComparisonEntry Of(ComparisonRow row, CrossValidationResult result, Metric metric)
    {
        ClassificationMetrics metrics = row.Metrics;
        return new ComparisonEntry
        {
            Name = row.Name,
            Standing = row.Standing.ToString().ToLowerInvariant(),
            Accuracy = metrics.Accuracy.Value,
            Sensitivity = metrics.Sensitivity.Value,
            Specificity = metrics.Specificity.Value,
            Auroc = metrics.Auroc.Value,
            LogLoss = metrics.LogLoss.Value,
            Figures = MetricJson.Values(metrics, metric),
            Intervals = MetricJson.Intervals(metrics, metric),
            AgainstBest = row.AgainstBest is { } test ? new PairedEntry(test.Difference, test.Interval, test.PValue, row.AdjustedPValue, test.Method) : null,
            Parameters = row.Cost.Parameters,
            TrainingSeconds = row.Cost.TrainingTime.TotalSeconds,
            MillisecondsPerImage = row.Cost.ScoringTime?.TotalMilliseconds ?? double.NaN,
            ModelBytes = row.Cost.ModelBytes,
            LeftOutSources = LeftOutSourcesEntry.Of(result.LeftOutSources),
            Predictions = [.. result.Images.Select(FoldPrediction.Of)],
        };
    }
}

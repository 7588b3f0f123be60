using CovidClassifier.Foundation;

namespace CovidClassifier.Reporting.Content;

/// <summary>Labelled images with a model's probabilities, and the figures over them.</summary>
internal sealed record ReportScores
{
    /// <summary>What the images are, in words that end a sentence: "24 held-out images" or "661 images, each scored by a model that never saw it".</summary>
    public required string Of { get; init; }

    /// <summary>Every image that was measured on.</summary>
    public required IReadOnlyList<ReportImage> Images { get; init; }

    /// <summary>Figures over <see cref="Images"/>, with their class names and positive label.</summary>
    public required ClassificationMetrics Metrics { get; init; }

    /// <summary>Figures by sex, age band, view and source; empty: not shown.</summary>
    public IReadOnlyList<Subgroup> Subgroups { get; init; } = [];

    /// <summary>The probability from which on an image gets the positive label, 0 to 1; null where several models scored, each by its own.</summary>
    public double? Threshold { get; init; }

    /// <summary>How well prediction sets keep their promise; null: there are none.</summary>
    public SetCoverage? Sets { get; init; }

    /// <summary>Why there are none, as a sentence; null: not told.</summary>
    public string? NoSets { get; init; }

    /// <summary>
    /// Gives the heat map of each of some images, in their order and null where an image has none, while the report is written; null: images are shown without.
    /// A <see cref="NetworkException"/> says why there can be none, and the report repeats it.
    /// </summary>
    public Func<IReadOnlyList<XRayImage>, CancellationToken, IReadOnlyList<HeatMap?>>? Explain { get; init; }

    /// <summary>Where the draws behind the bands and intervals come from.</summary>
    public long Seed { get; init; } = 1;

    public IReadOnlyList<string> ClassNames => Metrics.ClassNames;

    public string? PositiveLabel => Metrics.PositiveLabel;

    public Seed Draws => new((ulong)Seed);

    /// <summary>The images as the metrics take them.</summary>
    public LabelledPredictions Predictions() =>
        new(ClassNames, PositiveLabel, Images.Select(i => new LabelledPrediction(i.Label, i.PredictedLabel, i.Probabilities, i.Image)));
}

using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid crossvalidate</c>. The README beside this project explains each key.</summary>
internal sealed record CrossValidationReport
{
    /// <summary>Images, each scored once per repeat.</summary>
    public required int Images { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required string? PositiveLabel { get; init; }

    public required int Folds { get; init; }

    /// <summary>patient, source or none.</summary>
    public required string Group { get; init; }

    public required int Repeats { get; init; }

    public required int Seed { get; init; }

    /// <summary>Mean over the repeats, each pooled over its out-of-fold predictions.</summary>
    public required double Accuracy { get; init; }

    public required double Auroc { get; init; }

    public required double LogLoss { get; init; }

    /// <summary>Every figure of each repeat, by name.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> ByRepeat { get; init; }

    /// <summary>95 % interval of each figure of each repeat, by name.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, MetricInterval>> IntervalsByRepeat { get; init; }

    /// <summary>Where each source was left out once: each of them, and the worst; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeftOutSourcesEntry? LeftOutSources { get; init; }

    /// <summary>The same recipe with images dealt at random, where it was asked for beside the figures by patient; null otherwise.</summary>
    public CrossValidationReport? Ungrouped { get; init; }

    /// <summary>What the audits found in the data; null where they were not run.</summary>
    public required AuditResult? Audit { get; init; }

    public required double KnownPatientShare { get; init; }

    /// <summary>One row per image and repeat.</summary>
    public required IReadOnlyList<FoldPrediction> Predictions { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }

    public static CrossValidationReport Of(CrossValidationResult result, int seed) => new()
    {
        Images = result.Images.Count / result.ByRepeat.Count,
        ClassNames = result.ClassNames,
        PositiveLabel = result.PositiveLabel,
        Folds = result.Folds,
        Group = result.Grouping.ToString().ToLowerInvariant(),
        Repeats = result.ByRepeat.Count,
        Seed = seed,
        Accuracy = result.ByRepeat.Average(m => m.Accuracy.Value),
        Auroc = result.ByRepeat.Average(m => m.Auroc.Value),
        LogLoss = result.ByRepeat.Average(m => m.LogLoss.Value),
        ByRepeat = [.. result.ByRepeat.Select(MetricJson.Values)],
        IntervalsByRepeat = [.. result.ByRepeat.Select(MetricJson.Intervals)],
        LeftOutSources = LeftOutSourcesEntry.Of(result.LeftOutSources),
        Audit = result.Audit,
        KnownPatientShare = result.KnownPatientShare,
        Predictions = [.. result.Images.Select(FoldPrediction.Of)],
        Warnings = result.Warnings,
        Notes = result.Notes,
        Seconds = result.Duration.TotalSeconds,
        ResearchUseOnly = "For research and teaching only, never for diagnosis.",
    };
}

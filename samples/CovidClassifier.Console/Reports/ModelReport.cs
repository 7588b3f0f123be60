using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>
/// The JSON of <c>covid train</c>, <c>demo</c> and <c>evaluate</c>: what a model does on labelled images. The README beside this project explains each key.
/// </summary>
internal sealed record ModelReport
{
    public required string Model { get; init; }

    public required long Images { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required string? PositiveLabel { get; init; }

    public required float Threshold { get; init; }

    /// <summary>Every metric, by its key; null where it is undefined. In JSON they stand beside the other keys: see <see cref="ModelReportJson"/>.</summary>
    public required JsonObject Figures { get; init; }

    /// <summary>95 % interval of each metric.</summary>
    public required IReadOnlyDictionary<string, MetricInterval> Intervals { get; init; }

    /// <summary>Why, for each metric that is null.</summary>
    public required IReadOnlyDictionary<string, string> Undefined { get; init; }

    public required IReadOnlyList<ClassEntry> Classes { get; init; }

    /// <summary>Counts [true][predicted].</summary>
    public required long[][] ConfusionMatrix { get; init; }

    /// <summary>By sex, age band, view and source.</summary>
    public required IReadOnlyList<SubgroupEntry> Subgroups { get; init; }

    /// <summary>Where each source was left out once: each of them, and the worst; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeftOutSourcesEntry? LeftOutSources { get; init; }

    public required IReadOnlyList<PredictionEntry> Predictions { get; init; }

    public required int SeenImages { get; init; }

    public required long Seed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardNetwork? Network { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Recipe { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, CardSplit>? Split { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EpochRecord>? History { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BestEpoch { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardDecision? Decision { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AuditResult? Audit { get; init; }

    /// <summary>Null where it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuantizationEntry? Quantization { get; init; }

    public required double KnownPatientShare { get; init; }

    public required IReadOnlyList<ProblemEntry> Problems { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How the data were read; of a training also what is good to know of the model.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }

    /// <param name="path">Of the model's zip.</param>
    /// <param name="model">The model.</param>
    /// <param name="dataset">Where the images came from.</param>
    /// <param name="result">Null: no image was measured, and every number is undefined.</param>
    /// <param name="seconds">Wall time of the command.</param>
    public static ModelReport Of(string path, CovidModel model, XRayDataset dataset, EvaluationResult? result, double seconds)
    {
        ClassificationMetrics metrics = result?.Metrics ?? ClassificationMetrics.Of(new LabelledPredictions(model.ClassNames, model.PositiveLabel, []));
        return new ModelReport
        {
            Model = path,
            Images = metrics.Images,
            ClassNames = metrics.ClassNames,
            PositiveLabel = metrics.PositiveLabel,
            Threshold = model.Threshold,
            Figures = MetricJson.Figures(metrics),
            Intervals = MetricJson.Intervals(metrics),
            Undefined = Metric.All.Where(m => !metrics[m].IsDefined).ToDictionary(m => m.Key, m => metrics[m].Reason!, StringComparer.Ordinal),
            Classes = [.. metrics.ByClass.Select(ClassEntry.Of)],
            ConfusionMatrix = metrics.ConfusionMatrix.ToArray(),
            Subgroups = [.. (result?.Subgroups ?? []).Select(SubgroupEntry.Of)],
            LeftOutSources = LeftOutSourcesEntry.Of(result?.LeftOutSources),
            Predictions = [.. (result?.Images ?? []).Select(PredictionEntry.Of)],
            SeenImages = result?.SeenImages ?? 0,
            Seed = model.Card.Seed,
            KnownPatientShare = dataset.KnownPatientShare,
            Problems = [.. (result is { Problems.Count: > 0 } ? result.Problems : dataset.Problems).Select(ProblemEntry.Of)],
            LeftOut = dataset.LeftOut,
            Warnings = result?.Warnings ?? dataset.Warnings,
            Notes = result?.Notes ?? dataset.Notes,
            Seconds = seconds,
            ResearchUseOnly = model.Card.ResearchUseOnly,
        };
    }
}

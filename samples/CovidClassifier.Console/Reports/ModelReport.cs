using System.Text.Json.Serialization;
using CovidClassifier.Auditing;
using CovidClassifier.Data;
using CovidClassifier.Evaluation;
using CovidClassifier.Packaging;
using CovidClassifier.Training;

namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid train</c>, <c>demo</c> and <c>evaluate</c>: what a model does on labelled images. The README beside this project explains each key.</summary>
internal sealed record ModelReport
{
    public required string Model { get; init; }

    public required long Images { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required string? PositiveLabel { get; init; }

    public required float Threshold { get; init; }

    public required double Accuracy { get; init; }

    public required double BalancedAccuracy { get; init; }

    public required double Sensitivity { get; init; }

    public required double Specificity { get; init; }

    public required double Ppv { get; init; }

    public required double Npv { get; init; }

    /// <summary>Of the positive label.</summary>
    public required double F1 { get; init; }

    public required double MacroF1 { get; init; }

    public required double Auroc { get; init; }

    public required double AveragePrecision { get; init; }

    public required double Mcc { get; init; }

    public required double Kappa { get; init; }

    public required double LogLoss { get; init; }

    public required double Brier { get; init; }

    public required double CalibrationError { get; init; }

    /// <summary>95 % interval of each of the numbers above.</summary>
    public required IReadOnlyDictionary<string, MetricInterval> Intervals { get; init; }

    /// <summary>Why, for each of the numbers above that is null.</summary>
    public required IReadOnlyDictionary<string, string> Undefined { get; init; }

    public required IReadOnlyList<ClassEntry> Classes { get; init; }

    /// <summary>Counts [true][predicted].</summary>
    public required long[][] ConfusionMatrix { get; init; }

    /// <summary>By sex, age band, view and source.</summary>
    public required IReadOnlyList<SubgroupEntry> Subgroups { get; init; }

    public required IReadOnlyList<PredictionEntry> Predictions { get; init; }

    public required int SeenImages { get; init; }

    public required ulong Seed { get; init; }

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
    public AuditReport? Audit { get; init; }

    public required double KnownPatientShare { get; init; }

    public required IReadOnlyList<ProblemEntry> Problems { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }

    /// <param name="path">Of the model's zip.</param>
    /// <param name="model">The model.</param>
    /// <param name="dataset">Where the images came from.</param>
    /// <param name="result">Null: no image was measured, and every number is undefined.</param>
    /// <param name="seconds">Wall time of the command.</param>
    public static ModelReport Of(string path, CovidModel model, XRayDataset dataset, EvaluationResult? result, double seconds)
    {
        UncertainMetrics uncertain = result?.Uncertainty ?? UncertainMetrics.Compute(model.ClassNames, model.PositiveLabel, [], [], []);
        ClassificationMetrics metrics = uncertain.Metrics;
        int[] classes = [.. Enumerable.Range(0, metrics.ClassNames.Count)];
        return new ModelReport
        {
            Model = path,
            Images = metrics.Images,
            ClassNames = metrics.ClassNames,
            PositiveLabel = metrics.PositiveLabel,
            Threshold = model.Threshold,
            Accuracy = metrics.Accuracy.Value,
            BalancedAccuracy = metrics.BalancedAccuracy.Value,
            Sensitivity = metrics.Sensitivity.Value,
            Specificity = metrics.Specificity.Value,
            Ppv = metrics.PositivePredictiveValue.Value,
            Npv = metrics.NegativePredictiveValue.Value,
            F1 = metrics.F1.Value,
            MacroF1 = metrics.MacroF1.Value,
            Auroc = metrics.Auroc.Value,
            AveragePrecision = metrics.AveragePrecision.Value,
            Mcc = metrics.MatthewsCorrelation.Value,
            Kappa = metrics.CohenKappa.Value,
            LogLoss = metrics.LogLoss.Value,
            Brier = metrics.Brier.Value,
            CalibrationError = metrics.ExpectedCalibrationError.Value,
            Intervals = uncertain.ByName,
            Undefined = metrics.ByName.Where(m => !m.Value.IsDefined).ToDictionary(m => m.Key, m => m.Value.Reason!),
            Classes = [.. classes.Select(c => OfClass(metrics, c))],
            ConfusionMatrix = [.. classes.Select(label => classes.Select(predicted => metrics.ConfusionMatrix[label, predicted]).ToArray())],
            Subgroups = [.. (result?.Subgroups ?? []).Select(SubgroupEntry.Of)],
            Predictions = [.. (result?.Images ?? []).Select(PredictionEntry.Of)],
            SeenImages = result?.SeenImages ?? 0,
            Seed = model.Card.Seed,
            KnownPatientShare = dataset.KnownPatientShare,
            Problems = [.. (result is { Problems.Count: > 0 } ? result.Problems : dataset.Problems).Select(ProblemEntry.Of)],
            LeftOut = dataset.LeftOut,
            Warnings = result?.Warnings ?? dataset.Warnings,
            Seconds = seconds,
            ResearchUseOnly = model.Card.ResearchUseOnly,
        };
    }

    private static ClassEntry OfClass(ClassificationMetrics metrics, int c) => new(
        metrics.ClassNames[c],
        Enumerable.Range(0, metrics.ClassNames.Count).Sum(predicted => metrics.ConfusionMatrix[c, predicted]),
        metrics.RecallByClass[c].Value,
        metrics.PrecisionByClass[c].Value,
        metrics.F1ByClass[c].Value,
        metrics.AurocByClass[c].Value);
}

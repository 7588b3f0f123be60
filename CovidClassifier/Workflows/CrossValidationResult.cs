using CovidClassifier.Reporting.Content;

namespace CovidClassifier;

/// <summary>Out-of-fold predictions: every image scored, once per repeat, by a model that never saw it. For research and teaching only, never for
/// diagnosis.</summary>
public sealed partial class CrossValidationResult
{
    internal CrossValidationResult(
        XRayDataset dataset, string? positiveLabel, int folds, FoldGrouping grouping, int repeats, IReadOnlyList<CrossValidatedImage> images, ModelCost cost,
            long seed, TimeSpan duration, IReadOnlyList<string> sentences)
    {
        ClassNames = dataset.ClassNames;
        PositiveLabel = positiveLabel;
        Folds = folds;
        Grouping = grouping;
        KnownPatientShare = dataset.KnownPatientShare;
        Notes = dataset.Notes;
        Warnings = [.. dataset.Warnings, .. sentences];
        Images = images;
        Cost = cost;
        Duration = duration;
        Seed = seed;
        ByRepeat = [.. Enumerable.Range(0, repeats).Select(r => ClassificationMetrics.Of(Predictions(r), seed))];
        LeftOutSources = grouping == FoldGrouping.Source ? new LeftOutSources(Predictions(), seed, sentences) : null;
    }

    /// <summary>In the order of the probabilities.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class that sensitivity and specificity refer to.</summary>
    public string? PositiveLabel { get; }

    /// <summary>Number of folds.</summary>
    public int Folds { get; }

    /// <summary>Whether the images of a patient, or of a source, stayed together. Without it figures are better than they are.</summary>
    public FoldGrouping Grouping { get; }

    /// <summary>Share of the images whose patient is known, 0 to 1.</summary>
    public double KnownPatientShare { get; }

    /// <summary>Sentences that say how the data were read.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Sentences that belong beside every figure.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Every image once per repeat, fold by fold.</summary>
    public IReadOnlyList<CrossValidatedImage> Images { get; }

    /// <summary>Pooled over the out-of-fold predictions of one repeat, for each repeat; each figure with its 95 % interval, by patient where a patient has
    /// several images.</summary>
    public IReadOnlyList<ClassificationMetrics> ByRepeat { get; }

    /// <summary>Where each source was left out: the figures of each and the worst, of the first repeat. Null where images were dealt in another way.</summary>
    public LeftOutSources? LeftOutSources { get; }

    /// <summary>What one fold's model took and takes.</summary>
    public ModelCost Cost { get; }

    /// <summary>What the audits found in the data, with the header baseline (and at <see cref="AuditDepth.Pictures"/> the border baseline) to be read
    /// beside every figure; null
    /// where they were not run.</summary>
    public AuditResult? Audit { get; internal init; }

    /// <summary>How the folds' models came about, for the report.</summary>
    internal ReportTraining? Training { get; init; }

    /// <summary>Why the network has no heat maps, though they were asked for; null: it has, or they were not.</summary>
    internal string? NoHeatMaps { get; init; }

    /// <summary>The builder's seed.</summary>
    public long Seed { get; }

    /// <summary>Wall time of the whole, audits left out.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The out-of-fold predictions of one repeat, as tests between models take them: see <see cref="Metric.Test"/>.</summary>
    /// <param name="repeat">From 0.</param>
    public LabelledPredictions Predictions(int repeat = 0) =>
        LabelledPredictions.Of(ClassNames, PositiveLabel, Images.Where(i => i.Repeat == repeat).Select(i => (i.Image, i.Label, i.Prediction)));

    /// <summary>For people: how the images were dealt, and the figures to remember, of the first repeat.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{Dealt()}" +
            $"{(ByRepeat.Count > 1 ? $", the first of {ByRepeat.Count} repeats" : "")}: {ByRepeat[0]}{(LeftOutSources is null ? "" : $"\n{LeftOutSources}")}");

    private string Dealt() => Grouping switch
    {
        FoldGrouping.Patient => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Folds} folds by patient"),
        FoldGrouping.Source => FormattableString.Invariant($"{Folds} sources, each left out once"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Folds} folds NOT by patient"),
    };
}

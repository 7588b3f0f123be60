using System.Globalization;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Auditing.Labels;

/// <summary>The labels that probabilities contradict, the most suspicious first.</summary>
internal static class LabelErrorFinding
{
    public const string Name = "label errors";
    public const string Kind = "suspicious label";

    /// <param name="predictions">By models that never saw the images, each with its image.</param>
    /// <param name="by">Who says so, as the subject of a sentence in the plural: "Models that never saw them".</param>
    /// <param name="name">Of the finding.</param>
    /// <param name="seed">Decides the draws of the interval.</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    public static AuditFinding Of(LabelledPredictions predictions, string by, string name, Seed seed, CancellationToken cancellationToken)
    {
        var finding = new AuditFinding
        {
            Name = name,
            Verdict = AuditVerdict.Unknown,
            Measure = "share of the labels",
            Rule = AuditRules.ForLabels,
            Sentence = "",
        };
        if (predictions.ClassNames.Count(c => predictions.Labels.Count(l => predictions.ClassNames[l] == c) >= AuditRules.FewestImages) < 2)
        {
            return finding with
            {
                Sentence =
                $"Cannot be judged: {AuditRules.FewestImages} images of each of two classes are needed that were scored by models that never saw them."
            };
        }

        AuditFigure[] separations = [.. predictions.ClassNames.Select((_, c) => Separation(predictions, c, seed.For($"{name} auroc"), cancellationToken))];
        if (separations.All(s => !IsBetterThanChance(s)))
        {
            return finding with
            {
                Sentence = $"{by} tell no class from the rest clearly better than chance ({Describe(separations)}), so that what they contradict says " +
                    "nothing about the labels.",
                Figures = separations,
            };
        }

        IReadOnlyList<LabelDoubt> doubts = [.. ConfidentLearning.Of(predictions).Where(d => IsBetterThanChance(separations[d.Other]))];
        double Share(int[] times) => doubts.Where(d => d.IsSuspicious).Sum(d => times[d.Image]) / (double)times.Sum();
        MetricInterval interval = PatientBootstrap.Interval(new PatientBootstrap(predictions.Patients, seed.For(name)).Run(
            figures: 1, (times, values) => values[0] = Share(times), cancellationToken)[0]);
        int suspicious = doubts.Count(d => d.IsSuspicious);
        AuditedImage[] listed = List(predictions, doubts, suspicious);
        string more = listed.Length <= suspicious ? "" : FormattableString.Invariant($" The {listed.Length} that they doubt most are listed.");
        return finding with
        {
            Verdict = interval.Low > AuditRules.SuspiciousLabels ? AuditVerdict.Warn : AuditVerdict.Pass,
            Value = suspicious / (double)predictions.Count,
            Low = interval.Low,
            High = interval.High,
            Method = interval.Method,
            Sentence = suspicious == 0
                ? $"{by} contradict no label with confidence.{more}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{by} contradict {suspicious} of {predictions.Count} labels with confidence. Hard images are among them too: look at each before its " +
                        $"label is changed.{more}"),
            Images = listed,
            Figures = separations,
        };
    }

    /// <summary>How well a class is told from the rest.</summary>
    private static AuditFigure Separation(LabelledPredictions predictions, int label, Seed seed, CancellationToken cancellationToken)
    {
        RankedScores ranking = predictions.Ranking(label);
        MetricInterval interval = AurocInterval.Of(ranking, predictions.Patients, seed.For(label), cancellationToken);
        return new AuditFigure("AUROC", predictions.ClassNames[label], ranking.Auroc().Value, interval.Low, interval.High);
    }

    private static bool IsBetterThanChance(AuditFigure separation) => separation.Low > AuditRules.Chance;

    // the figures of two classes are one
    private static string Describe(AuditFigure[] separations)
    {
        AuditFigure best = separations.Where(s => !double.IsNaN(s.Value)).MaxBy(s => s.Value)!;
        string of = separations.Length == 2 ? "" : $" of {best.Label}";
        return string.Create(CultureInfo.InvariantCulture, $"AUROC{of} {best.Value:0.000}, 95 % interval {best.Low:0.000} to {best.High:0.000}");
    }

    /// <summary>Those that are suspicious, and at least a twentieth of all where so many are doubtful.</summary>
    private static AuditedImage[] List(LabelledPredictions predictions, IReadOnlyList<LabelDoubt> doubts, int suspicious) =>
    [
        .. doubts.Where(d => d.Margin > 0).OrderByDescending(d => d.Margin).ThenBy(d => d.Image).Take(Math.Max(suspicious, (predictions.Count + 19) / 20))
            .Select(d => new AuditedImage(
                predictions.Truth.Images[d.Image]!.Name,
                predictions.ClassNames[predictions.Labels[d.Image]],
                Kind,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"looks like {predictions.ClassNames[d.Other]} ({predictions.Probabilities[d.Image][d.Other]:0.00} against " +
                        $"{predictions.Probabilities[d.Image][predictions.Labels[d.Image]]:0.00})"),
                d.Margin)
            {
                SuggestedLabel = predictions.ClassNames[d.Other],
                Shown = predictions.Truth.Images[d.Image],
            }),
    ];
}

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

        IReadOnlyList<LabelDoubt> doubts = ConfidentLearning.Of(predictions);
        double Share(int[] times) => doubts.Where(d => d.IsSuspicious).Sum(d => times[d.Image]) / (double)times.Sum();
        MetricInterval interval = PatientBootstrap.Interval(new PatientBootstrap(predictions.Patients, seed.For(name)).Run(
            figures: 1, (times, values) => values[0] = Share(times), cancellationToken)[0]);
        int suspicious = doubts.Count(d => d.IsSuspicious);
        return finding with
        {
            Verdict = interval.Low > AuditRules.SuspiciousLabels ? AuditVerdict.Warn : AuditVerdict.Pass,
            Value = suspicious / (double)predictions.Count,
            Low = interval.Low,
            High = interval.High,
            Method = interval.Method,
            Sentence = suspicious == 0
                ? $"{by} contradict no label with confidence."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{by} contradict {suspicious} of {predictions.Count} labels with confidence. Hard images are among them too: look at each before its " +
                        $"label is changed."),
            Images = List(predictions, doubts, suspicious),
        };
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

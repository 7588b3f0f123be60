using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Auditing.OfModels;

/// <summary>Whether a model looks at the border of the pictures: the share of its heat maps, for the predicted label, outside the central area.</summary>
/// <param name="images">Images that the model has not seen in training.</param>
/// <param name="centralShares">Share of each one's map in the central area; NaN for an empty map. Null: no map can be made of this network, for the reason
/// given.</param>
/// <param name="reason">Why there are no maps.</param>
internal sealed class SaliencyAudit(IReadOnlyList<XRayImage> images, IReadOnlyList<double>? centralShares, string reason) : IAudit
{
    public const string Name = "saliency outside the central area";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        int[] shown = centralShares is null ? [] : [.. Enumerable.Range(0, images.Count).Where(i => !double.IsNaN(centralShares[i]))];
        if (shown.Length < AuditRules.FewestImages)
        {
            return Finding(AuditVerdict.Unknown) with
            {
                Sentence = centralShares is null
                    ? $"Cannot be judged: {reason}"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"Cannot be judged: {AuditRules.FewestImages} images with a heat map are needed that the model was not trained on, got " +
                        $"{shown.Length}."),
            };
        }

        double Outside(int[] times) => 1 - shown.Select((image, i) => times[i] * centralShares![image]).Sum() / times.Sum();
        var patients = new PatientIndex([.. shown.Select(i => images[i].PatientId)]);
        MetricInterval interval = PatientBootstrap.Interval(new PatientBootstrap(patients, context.SeedFor(Name)).Run(
            figures: 1, (times, values) => values[0] = Outside(times), cancellationToken)[0]);
        double value = Outside([.. Enumerable.Repeat(1, shown.Length)]);
        AuditVerdict verdict = AuditRules.OfSaliency(interval.Low);
        string figure = string.Create(CultureInfo.InvariantCulture,
            $"{100 * value:0} % of the heat, 95 % interval {100 * interval.Low:0} to {100 * interval.High:0} %, over {shown.Length} images");
        return Finding(verdict) with
        {
            Value = value,
            Low = interval.Low,
            High = interval.High,
            Method = interval.Method,
            Sentence = verdict == AuditVerdict.Pass
                ? $"The model's heat maps do not lean to the border of the pictures ({figure}; a map spread evenly has 36 %)."
                : $"The model's heat maps lean to the border of the pictures ({figure}; a map spread evenly has 36 %): it looks at markers, captions or " +
                    $"collimation more than at lungs.",
        };
    }

    private static AuditFinding Finding(AuditVerdict verdict) => new()
    {
        Name = Name,
        Verdict = verdict,
        Measure = "share of the heat",
        Rule = AuditRules.ForSaliency,
        Sentence = "",
    };
}

using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Auditing.Robustness;

/// <summary>
/// What becomes of a model's figures when pictures change as they do from machine to machine: AUROC and the share of labels that turn, for each
/// step of each change.
/// </summary>
/// <param name="plain">What the model says of the pictures as they are.</param>
/// <param name="changed">The same images in the same order, for each step of each of <see cref="ImageChanges.All"/>.</param>
internal sealed class RobustnessAudit(LabelledPredictions plain, IReadOnlyList<(ImageChange Change, double Step, LabelledPredictions Predictions)> changed)
    : IAudit
{
    public const string Name = "robustness";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        if (plain.Count < AuditRules.FewestImages || plain.Labels.Distinct().Count() < 2)
        {
            return Finding(AuditVerdict.Unknown) with
            {
                Sentence = string.Create(CultureInfo.InvariantCulture,
                    $"Cannot be judged: {AuditRules.FewestImages} images of two classes are needed that the model was not trained on, got {plain.Count}."),
            };
        }

        int positive = plain.Positive ?? 1;
        AuditStep[] steps = [Step("unchanged", "", 0, 0, plain, positive, context), .. changed.Select(c =>
            Step(c.Change.Name, c.Change.Unit, c.Step, 1 + Array.IndexOf([.. c.Change.Steps], c.Step), c.Predictions, positive, context))];
        AuditStep worst = steps.Where(s => s.Number == 1).MaxBy(s => s.Flips)!;
        MetricInterval interval = Wilson.Interval(worst.Flips * plain.Count, plain.Count);
        AuditVerdict verdict = AuditRules.OfFlips(interval.Low);
        string figure = string.Create(CultureInfo.InvariantCulture,
            $"{100 * worst.Flips:0} % of the labels, 95 % interval {100 * interval.Low:0} to {100 * interval.High:0} %, turn with {Described(worst)}");
        AuditStep lowest = steps.Skip(1).MinBy(s => s.Auroc)!;
        return Finding(verdict) with
        {
            Value = worst.Flips,
            Low = interval.Low,
            High = interval.High,
            Method = interval.Method,
            Steps = steps,
            Sentence = (verdict == AuditVerdict.Pass ? $"Mild changes of the pictures leave most labels as they are (worst: {figure})."
                : $"Mild changes of the pictures turn labels ({figure}).")
                + string.Create(CultureInfo.InvariantCulture,
                    $" AUROC is {steps[0].Auroc:0.000} unchanged and {lowest.Auroc:0.000} at worst ({Described(lowest)}), over {plain.Count} images."),
        };
    }

    private AuditStep Step(string change, string unit, double step, int number, LabelledPredictions predictions, int positive, AuditContext context)
    {
        MetricInterval interval = AurocInterval.Of(predictions.Ranking(positive), plain.Patients, context.SeedFor(Name).For(change).For(number), default);
        double flips = Enumerable.Range(0, plain.Count).Count(i => predictions.PredictedLabels[i] != plain.PredictedLabels[i]) / (double)plain.Count;
        return new AuditStep(change, unit, step, number, predictions.Ranking(positive).Auroc().Value, interval.Low, interval.High, flips);
    }

    private static string Described(AuditStep step) => string.Create(CultureInfo.InvariantCulture, $"{step.Change}, {step.Step:0.##} {step.Unit}");

    private static AuditFinding Finding(AuditVerdict verdict) => new()
    {
        Name = Name,
        Verdict = verdict,
        Measure = "labels that turn",
        Rule = AuditRules.ForRobustness,
        Sentence = "",
    };
}

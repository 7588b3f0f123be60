using System.Globalization;
using CovidClassifier.Evaluation;

namespace CovidClassifier.Auditing;

/// <summary>Judges how well something other than the lungs tells each class from the rest; for facts and for networks alike.</summary>
internal sealed record Baseline
{
    public required string Name { get; init; }

    /// <summary>What scores the images, as the subject of a sentence, in the plural: "File headers alone (...)".</summary>
    public required string Subject { get; init; }

    public required string Rule { get; init; }

    /// <summary>The verdict on the lower bound of a class's AUROC.</summary>
    public Func<double, AuditVerdict> Verdict { get; init; } = AuditRules.OfBaseline;

    /// <summary>The images that can be scored, of those in the context.</summary>
    public required IReadOnlyList<int> Images { get; init; }

    /// <summary>Out-of-fold scores of <see cref="Images"/> for one class (its index): higher for the class. Null: the folds leave a training
    /// without a class.</summary>
    public required Func<int, double[]>? Scores { get; init; }

    /// <summary>Whether too few images of a class keep it from passing: those that cannot be scored are not known.</summary>
    public bool NeedsKnownShare { get; init; }

    /// <summary>True where one class at least has enough images, and enough others beside it.</summary>
    public static bool CanJudge(IReadOnlyList<int> labels, int classes) => Enumerable.Range(0, classes).Select(c => labels.Count(l => l == c))
        .Any(n => n >= AuditRules.FewestImages && labels.Count - n >= AuditRules.FewestImages);

    public AuditFinding Judge(AuditContext context, CancellationToken cancellationToken)
    {
        AuditClassResult[] classes =
            [.. Enumerable.Range(0, context.Dataset.ClassNames.Count).Select(label => JudgeClass(context, label, cancellationToken))];
        AuditClassResult worst = classes.MaxBy(c => (c.Verdict, double.IsNaN(c.Low) ? -1 : c.Low))!;
        return new AuditFinding
        {
            Name = Name,
            Verdict = worst.Verdict,
            Measure = "AUROC",
            Value = worst.Value,
            Low = worst.Low,
            High = worst.High,
            Method = worst.Method,
            Rule = Rule,
            Sentence = Describe(context, worst),
            Classes = classes,
        };
    }

    private AuditClassResult JudgeClass(AuditContext context, int label, CancellationToken cancellationToken)
    {
        bool[] isPositive = [.. Images.Select(i => context.Labels[i] == label)];
        int images = isPositive.Count(p => p);
        string name = context.Dataset.ClassNames[label];
        if (context.Folds is null || Scores is null || images < AuditRules.FewestImages || isPositive.Length - images < AuditRules.FewestImages)
        {
            return new AuditClassResult(name, images, AuditVerdict.Unknown, double.NaN, double.NaN, double.NaN, "");
        }

        var ranked = new RankedScores(isPositive, Scores(label));
        MetricInterval interval = AurocInterval.Of(ranked, context.PatientsOf(Images), context.SeedFor(Name).For(label), cancellationToken);
        AuditVerdict verdict = Verdict(interval.Low);
        verdict = verdict == AuditVerdict.Pass && NeedsKnownShare && KnownShare(context) < AuditRules.KnownShare ? AuditVerdict.Unknown : verdict;
        return new AuditClassResult(name, images, verdict, ranked.Auroc().Value, interval.Low, interval.High, interval.Method);
    }

    /// <summary>Of the class whose images are scored least.</summary>
    private double KnownShare(AuditContext context) => Enumerable.Range(0, context.Dataset.ClassNames.Count)
        .Min(label => Images.Count(i => context.Labels[i] == label) / (double)Math.Max(1, context.Labels.Count(l => l == label)));

    private string Describe(AuditContext context, AuditClassResult worst)
    {
        string figure = string.Create(CultureInfo.InvariantCulture, $"AUROC {worst.Value:0.000}, 95 % interval {worst.Low:0.000} to {worst.High:0.000}");
        return worst.Verdict switch
        {
            AuditVerdict.Fail => $"{Subject} tell {worst.Label} from the rest ({figure}): a model can score as well without looking at the lungs.",
            AuditVerdict.Warn => $"{Subject} help to tell {worst.Label} from the rest ({figure}); name this beside every figure from this data.",
            AuditVerdict.Pass => $"{Subject} do not give any class away (worst: {worst.Label}, {figure}).",
            _ => DescribeUnknown(context, figure, worst),
        };
    }

    private string DescribeUnknown(AuditContext context, string figure, AuditClassResult worst) =>
        context.Folds is null
            ? string.Create(CultureInfo.InvariantCulture, $"Cannot be judged: there are {context.PatientCount} patients, fewer than the {context.Options.Folds} folds.")
        : Scores is null && CanJudge([.. Images.Select(i => context.Labels[i])], context.Dataset.ClassNames.Count)
            ? "Cannot be judged: a class is of so few patients that folds by patient leave a training without it."
        : double.IsNaN(worst.Value)
            ? $"Cannot be judged: {AuditRules.FewestImages} images are needed of each class and of its rest, and of {Short(context)}."
        : $"{Subject} do not give any class away where they are known ({worst.Label}: {figure}), but {Short(context)}.";

    private string Short(AuditContext context)
    {
        IEnumerable<string> counts = context.Dataset.ClassNames.Select((name, label) => string.Create(
            CultureInfo.InvariantCulture, $"{name} {Images.Count(i => context.Labels[i] == label)} of {context.Labels.Count(l => l == label)}"));
        return $"the images these can be used: {string.Join(", ", counts)}";
    }
}

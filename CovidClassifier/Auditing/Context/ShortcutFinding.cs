using System.Globalization;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Auditing.Context;

/// <summary>Judges how well something other than the lungs tells each class from the rest; for facts and for networks alike.</summary>
internal sealed record ShortcutFinding
{
    public required string Name { get; init; }

    /// <summary>What scores the images, as the subject of a sentence, in the plural: "File headers alone (...)".</summary>
    public required string Subject { get; init; }

    public required string Rule { get; init; }

    /// <summary>The verdict on the lower bound of a class's AUROC.</summary>
    public Func<double, AuditVerdict> Verdict { get; init; } = AuditRules.OfBaseline;

    /// <summary>What it would mean, as a clause.</summary>
    public string Consequence { get; init; } = "a model can score as well without looking at the lungs";

    /// <summary>What is not given away where it passes.</summary>
    public string Told { get; init; } = "any class";

    /// <summary>The images that can be scored, of those in the context.</summary>
    public required IReadOnlyList<int> Images { get; init; }

    /// <summary>What each of <see cref="Images"/> shows: an index of <see cref="Names"/>.</summary>
    public required int[] Labels { get; init; }

    /// <summary>What is told apart: the classes, in most audits.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Out-of-fold scores of <see cref="Images"/> for one name (its index): higher for what shows it. Null: the folds leave a training
    /// without one of them.</summary>
    public required Func<int, double[]>? Scores { get; init; }

    /// <summary>How many images of each name there are, where those that cannot be scored keep a name from passing; null where none is left out.</summary>
    public IReadOnlyList<int>? Totals { get; init; }

    /// <summary>True where one class at least has enough images, and enough others beside it.</summary>
    public static bool CanJudge(IReadOnlyList<int> labels, int classes) => Enumerable.Range(0, classes).Select(c => labels.Count(l => l == c))
        .Any(n => n >= AuditRules.FewestImages && labels.Count - n >= AuditRules.FewestImages);

    public AuditFinding Judge(AuditContext context, CancellationToken cancellationToken)
    {
        AuditClassResult[] classes =
            [.. Enumerable.Range(0, Names.Count).Select(label => JudgeClass(context, label, cancellationToken))];
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
        bool[] isPositive = [.. Labels.Select(l => l == label)];
        int images = isPositive.Count(p => p);
        string name = Names[label];
        if (context.Folds is null || Scores is null || images < AuditRules.FewestImages || isPositive.Length - images < AuditRules.FewestImages)
        {
            return new AuditClassResult(name, images, AuditVerdict.Unknown, double.NaN, double.NaN, double.NaN, "");
        }

        var ranked = new RankedScores(isPositive, Scores(label));
        MetricInterval interval = AurocInterval.Of(ranked, context.PatientsOf(Images), context.SeedFor(Name).For(label), cancellationToken);
        AuditVerdict verdict = Verdict(interval.Low);
        verdict = verdict == AuditVerdict.Pass && KnownShare() < AuditRules.KnownShare ? AuditVerdict.Unknown : verdict;
        return new AuditClassResult(name, images, verdict, ranked.Auroc().Value, interval.Low, interval.High, interval.Method);
    }

    /// <summary>Of the class whose images are scored least.</summary>
    private double KnownShare() => Totals is null ? 1 : Totals.Select((total, label) => Labels.Count(l => l == label) / (double)Math.Max(1, total)).Min();

    private string Describe(AuditContext context, AuditClassResult worst)
    {
        string figure = string.Create(CultureInfo.InvariantCulture, $"AUROC {worst.Value:0.000}, 95 % interval {worst.Low:0.000} to {worst.High:0.000}");
        return worst.Verdict switch
        {
            AuditVerdict.Fail => $"{Subject} tell {worst.Label} from the rest ({figure}): {Consequence}.",
            AuditVerdict.Warn => $"{Subject} help to tell {worst.Label} from the rest ({figure}); name this beside every figure from this data.",
            AuditVerdict.Pass => $"{Subject} do not give {Told} away (worst: {worst.Label}, {figure}){BelowHalf(worst)}.",
            _ => DescribeUnknown(context, figure, worst),
        };
    }

    /// <summary>Why a figure on the other side of chance is no way to the label.</summary>
    private static string BelowHalf(AuditClassResult worst) => worst.Value < 0.5
        ? "; below 0.5 nothing is given away: folds make such figures where the classes are matched"
        : "";

    private string DescribeUnknown(AuditContext context, string figure, AuditClassResult worst) =>
        context.Folds is null
            ? string.Create(
                CultureInfo.InvariantCulture, $"Cannot be judged: there are {context.PatientCount} patients, fewer than the {context.Options.Folds} folds.")
        : Scores is null && CanJudge(Labels, Names.Count)
            ? "Cannot be judged: a class is of so few patients that folds by patient leave a training without it."
        : double.IsNaN(worst.Value)
            ? $"Cannot be judged: {AuditRules.FewestImages} images are needed of each class and of its rest, and of {Short()}."
        : $"{Subject} do not give {Told} away where they are known ({worst.Label}: {figure}), but {Short()}.";

    private string Short() => $"the images these can be used: {string.Join(", ", Names.Select(Counted))}";

    private string Counted(string name, int label)
    {
        int images = Labels.Count(l => l == label);
        return string.Create(CultureInfo.InvariantCulture, $"{name} {images} of {Totals?[label] ?? images}");
    }
}

using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Auditing.Metadata;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>
/// Whether pictures of one class tell where they came from. Within a class no disease can do that: what does is the scanner, the compression, the
/// crop; and where sources and labels go together, a model learns it in the disease's place.
/// </summary>
internal sealed class SourceClassifierAudit(Retrainer retrainer) : IAudit
{
    public const string Name = "source classifier";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        // a source that shows but goes with no label gives none away, unless it shows in one class alone
        bool isMixed = MetadataAudits.Source().Run(context, cancellationToken).Verdict == AuditVerdict.Pass;
        AuditFinding[] findings =
            [.. context.Dataset.ClassNames.Select((name, label) => OfClass(context, name, label, isMixed, cancellationToken)).OfType<AuditFinding>()];
        return findings.Length == 0
            ? Without(context)
            : findings.MaxBy(f => (f.Verdict, double.IsNaN(f.Low) ? -1 : f.Low))! with { Classes = [.. findings.SelectMany(f => f.Classes)] };
    }

    /// <summary>Null where the class has too few sources of enough images.</summary>
    private AuditFinding? OfClass(AuditContext context, string name, int label, bool isMixed, CancellationToken cancellationToken)
    {
        string? Source(int image) => context.Dataset.Images[image].Source;
        string[] sources =
        [
            .. retrainer.Images.Where(i => context.Labels[i] == label && Source(i) is not null).GroupBy(i => Source(i)!, StringComparer.Ordinal)
                .Where(g => g.Count() >= AuditRules.FewestImages).Select(g => g.Key).Order(StringComparer.Ordinal),
        ];
        if (sources.Length < 2)
        {
            return null;
        }

        int[] images = [.. retrainer.Images.Where(i => context.Labels[i] == label && sources.Contains(Source(i)))];
        int[] labels = [.. images.Select(i => Array.IndexOf(sources, Source(i)))];
        double[][]? scores = retrainer.OutOfFold($"{Name} within {name}", images, labels, sources, ImagePart.Whole, cancellationToken);
        return new ShortcutFinding
        {
            Name = Name,
            Subject = $"Pictures of {name} alone ({retrainer.Description}, trained on sources in the labels' place)",
            Consequence = "where sources and labels go together, a model can learn the source in the disease's place",
            Told = "any source",
            Rule = AuditRules.ForSources,
            Verdict = low => isMixed ? AuditRules.Milder(AuditRules.OfBaseline(low)) : AuditRules.OfBaseline(low),
            Images = images,
            Labels = labels,
            Names = [.. sources.Select(s => $"{s} (within {name})")],
            Scores = scores is null ? null : source => [.. scores.Select(row => row[source])],
        }.Judge(context, cancellationToken);
    }

    private static AuditFinding Without(AuditContext context)
    {
        string?[] sources = [.. context.Dataset.Images.Select(i => i.Source).Distinct()];
        bool isOne = sources is [not null];
        return new AuditFinding
        {
            Name = Name,
            Verdict = isOne ? AuditVerdict.Pass : AuditVerdict.Unknown,
            Measure = "AUROC",
            Rule = AuditRules.ForSources,
            Sentence = isOne
                ? $"All images come from one source, {sources[0]}."
                : string.Create(CultureInfo.InvariantCulture, $"Cannot be judged: no class has {AuditRules.FewestImages} images of each of two sources."),
            Counts = AuditCounts.Of(context.Dataset, i => i.Source),
        };
    }
}

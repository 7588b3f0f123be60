using CovidClassifier.Auditing;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Reports;

/// <summary>One audit in the JSON.</summary>
internal sealed record AuditFindingEntry
{
    public required string Name { get; init; }

    public required string Verdict { get; init; }

    public required string Measure { get; init; }

    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public required string Rule { get; init; }

    public required string Sentence { get; init; }

    public required IReadOnlyList<AuditClassEntry> Classes { get; init; }

    public required IReadOnlyList<AuditPair> Pairs { get; init; }

    public required IReadOnlyList<AuditCount> Counts { get; init; }

    public static AuditFindingEntry Of(AuditFinding finding) => new()
    {
        Name = finding.Name,
        Verdict = AuditView.Word(finding.Verdict),
        Measure = finding.Measure,
        Value = finding.Value,
        Low = finding.Low,
        High = finding.High,
        Rule = finding.Rule,
        Sentence = finding.Sentence,
        Classes = [.. finding.Classes.Select(c => new AuditClassEntry(c.Label, c.Images, AuditView.Word(c.Verdict), c.Value, c.Low, c.High))],
        Pairs = finding.Pairs,
        Counts = finding.Counts,
    };
}

using CovidClassifier.Auditing.Labels;

namespace CovidClassifier;

/// <summary>Everything that the audits found in one dataset. For research and teaching only, never for diagnosis.</summary>
public sealed record AuditResult
{
    private const int ImagesInCard = 10, PairsInCard = 100;

    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Images that were looked at.</summary>
    public required int Images { get; init; }

    /// <summary>Which split the audits across parts refer to, in words.</summary>
    public required string Split { get; init; }

    /// <summary>One for each audit that ran, always in the same order.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>The worst of the findings: fail, else warn, else unknown; pass only where every one passed.</summary>
    public AuditVerdict Verdict => Findings.Count == 0 ? AuditVerdict.Unknown : Findings.Max(f => f.Verdict);

    /// <summary>
    /// The same with the first of long lists alone, so that a model's file does not grow with its data; how many there were is in the figures and sentences.
    /// </summary>
    internal AuditResult ForCard() => this with
    {
        Findings =
        [
            .. Findings.Select(f =>
                f with { Images = [.. f.Images.GroupBy(i => i.Kind).SelectMany(kind => kind.Take(ImagesInCard))], Pairs = [.. f.Pairs.Take(PairsInCard)] }),
        ],
    };

    /// <summary>
    /// Writes the suspicious labels as a table (CSV, UTF-8: file, label, suggested, suspicion, remark, patient, source), the most suspicious first. Edit its
    /// column <c>label</c>, blank to leave an image out, and give it back to <see cref="XRayDataset.WithLabels"/>. The file appears whole or not at all.
    /// </summary>
    /// <returns>How many labels it lists; 0 where no audit looked at labels, or none is doubtful.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    public int SaveLabelFixes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AuditedImage[] images =
        [
            .. Findings.SelectMany(f => f.Images).Where(i => i.Kind == LabelErrorFinding.Kind).OrderByDescending(i => i.Score)
                .DistinctBy(i => i.Image, StringComparer.Ordinal),
        ];
        LabelFixes.Write(path, images);
        return images.Length;
    }

    /// <summary>For people: a line for each finding, as they come.</summary>
    public override string ToString() =>
        string.Join('\n', [$"{Word(Verdict)}: {Dataset}", .. Findings.Select(f => $"{Word(f.Verdict)}: {f.Name}: {f.Sentence}")]);

    private static string Word(AuditVerdict verdict) => verdict.ToString().ToLowerInvariant();
}

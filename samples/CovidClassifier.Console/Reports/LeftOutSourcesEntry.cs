namespace CovidClassifier.Console.Reports;

/// <summary>Left-out sources: each scored by a model that was trained without it.</summary>
/// <param name="Worst">The source of the lowest AUROC; null where none has images enough of both sides.</param>
/// <param name="WorstAuroc">Its AUROC; NaN where there is none.</param>
/// <param name="Sources">Every one.</param>
/// <param name="Sentences">What these data cannot answer, and what data would.</param>
internal sealed record LeftOutSourcesEntry(string? Worst, double WorstAuroc, IReadOnlyList<LeftOutSourceEntry> Sources, IReadOnlyList<string> Sentences)
{
    public static LeftOutSourcesEntry? Of(LeftOutSources? sources) => sources is null ? null : new(
        sources.Worst?.Name, sources.Worst?.Auroc.Value ?? double.NaN, [.. sources.Sources.Select(LeftOutSourceEntry.Of)], sources.Sentences);
}

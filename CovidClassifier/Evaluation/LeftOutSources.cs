using System.Globalization;
using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// How a recipe does at places that it was not trained on: for each source the figures of its images, scored by a model that was trained without it, and the
/// worst of them. For research and teaching only, never for diagnosis.
/// </summary>
public sealed class LeftOutSources
{
    internal LeftOutSources(LabelledPredictions predictions, long seed, IReadOnlyList<string> sentences)
    {
        Sources = SubgroupTable.Sources(predictions, seed);
        Worst = Sources.Where(s => s.IsRanked).MinBy(s => s.Auroc.Value);
        Sentences = sentences;
    }

    /// <summary>In ordinal order, "unknown" last.</summary>
    public IReadOnlyList<Subgroup> Sources { get; }

    /// <summary>
    /// The source of the lowest AUROC among those with at least five images of the positive label and five others (of the last class, where no positive label
    /// is chosen): what <see cref="Metric.WorstSourceAuroc"/> says. Null where there is no such source.
    /// </summary>
    public Subgroup? Worst { get; }

    /// <summary>What these data cannot answer, which sources could not be left out, and what data would answer.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>For people: a row for each source, and the worst.</summary>
    public override string ToString() => TextTable.Of(
    [
        ["left-out source", "images", "AUROC", "sensitivity", "specificity"],
        .. Sources.Select(s => (string[])[s.Name, s.Images.ToString(CultureInfo.InvariantCulture), $"{s.Auroc}", $"{s.Sensitivity}", $"{s.Specificity}"]),
    ]) + (Worst is null ? "" : $"\nworst: {Worst.Name}");
}

using CovidClassifier.Evaluation;

namespace CovidClassifier;

/// <summary>
/// How well a model does on some of the images: those of women, of one age band, of one source. Figures are undefined, with the reason, where the group is too
/// small.
/// </summary>
public sealed class Subgroup
{
    private readonly IReadOnlyDictionary<Metric, MetricResult> _results;

    internal Subgroup(
        string factor, string name, int patients, IReadOnlyDictionary<string, int> imagesByClass, IReadOnlyDictionary<Metric, MetricResult> results)
    {
        Factor = factor;
        Name = name;
        Images = imagesByClass.Values.Sum();
        ImagesByClass = imagesByClass;
        Patients = patients;
        _results = results;
    }

    /// <summary>By what the images are told apart: "sex", "age", "view" or "source".</summary>
    public string Factor { get; }

    /// <summary>Which of them, for example "F" or "40-59"; "unknown" where the fact is not known.</summary>
    public string Name { get; }

    /// <summary>Number of images.</summary>
    public int Images { get; }

    /// <summary>Number of images of each class, in the order of the class names.</summary>
    public IReadOnlyDictionary<string, int> ImagesByClass { get; }

    /// <summary>Number of patients; an image of an unknown patient counts as one.</summary>
    public int Patients { get; }

    /// <summary>Share of right labels.</summary>
    public MetricResult Accuracy => this[Metric.Accuracy];

    /// <summary>Recall of the positive label.</summary>
    public MetricResult Sensitivity => this[Metric.Sensitivity];

    /// <summary>Recall of the rest.</summary>
    public MetricResult Specificity => this[Metric.Specificity];

    /// <summary>With a positive label its own against the rest.</summary>
    public MetricResult Auroc => this[Metric.Auroc];

    /// <summary>Whether it has images enough of both sides to be the worst source.</summary>
    internal bool IsRanked { get; init; }

    /// <summary>One of <see cref="SubgroupTable.Shown"/>.</summary>
    internal MetricResult this[Metric metric] => _results[metric];

    /// <summary>For people: which images, how many, and the AUROC.</summary>
    public override string ToString() => FormattableString.Invariant($"{Factor} {Name}: {Images} images, AUROC {Auroc}");
}

using CovidClassifier.Evaluation.Metrics;

namespace CovidClassifier;

/// <summary>How one class fares against the rest.</summary>
public sealed class ClassResult
{
    private readonly IReadOnlyDictionary<ClassMetric, MetricResult> _results;

    internal ClassResult(string label, long images, IReadOnlyDictionary<ClassMetric, MetricResult> results)
    {
        Label = label;
        Images = images;
        _results = results;
    }

    /// <summary>The class.</summary>
    public string Label { get; }

    /// <summary>Number of its images.</summary>
    public long Images { get; }

    /// <summary>Share of the class's images that were predicted so.</summary>
    public MetricResult Recall => this[ClassMetric.Recall];

    /// <summary>Share of the images predicted as this class that are of it.</summary>
    public MetricResult Precision => this[ClassMetric.Precision];

    /// <summary>Harmonic mean of precision and recall.</summary>
    public MetricResult F1 => this[ClassMetric.F1];

    /// <summary>AUROC against the rest by the class's own probability.</summary>
    public MetricResult Auroc => this[ClassMetric.Auroc];

    /// <summary>Average precision against the rest by the class's own probability.</summary>
    public MetricResult AveragePrecision => this[ClassMetric.AveragePrecision];

    internal MetricResult this[ClassMetric metric] => _results[metric];

    /// <summary>For people: the class, how many images it has, and its recall.</summary>
    public override string ToString() => FormattableString.Invariant($"{Label}: {Images} images, recall {Recall}");
}

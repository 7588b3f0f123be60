namespace CovidClassifier.Evaluation;

/// <summary>The one figure that models are ranked by. Each is computed on out-of-fold predictions, pooled.</summary>
public sealed class SelectionMetric
{
    private SelectionMetric(string name, string figure, bool higherIsBetter = true)
    {
        Name = name;
        Figure = figure;
        HigherIsBetter = higherIsBetter;
    }

    /// <summary>Area under the ROC curve of the positive label; with more than two classes the mean over the classes, each against the rest. The default.</summary>
    public static SelectionMetric Auroc { get; } = new("auroc", "auroc");

    /// <summary>Share of right labels.</summary>
    public static SelectionMetric Accuracy { get; } = new("accuracy", "accuracy");

    /// <summary>Mean of the classes' recall.</summary>
    public static SelectionMetric BalancedAccuracy { get; } = new("balanced-accuracy", "balancedAccuracy");

    /// <summary>Area under the precision-recall curve; with more than two classes the mean.</summary>
    public static SelectionMetric AveragePrecision { get; } = new("average-precision", "averagePrecision");

    /// <summary>Mean of the classes' F1.</summary>
    public static SelectionMetric MacroF1 { get; } = new("macro-f1", "macroF1");

    /// <summary>Matthews correlation coefficient, -1 to 1.</summary>
    public static SelectionMetric Mcc { get; } = new("mcc", "mcc");

    /// <summary>Mean negative logarithm of the true class's probability; lower is better.</summary>
    public static SelectionMetric LogLoss { get; } = new("log-loss", "logLoss", higherIsBetter: false);

    /// <summary>All that <see cref="Parse"/> knows; the first is the default.</summary>
    public static IReadOnlyList<SelectionMetric> All { get; } = [Auroc, Accuracy, BalancedAccuracy, AveragePrecision, MacroF1, Mcc, LogLoss];

    /// <summary>The word used in files and on the command line.</summary>
    public string Name { get; }

    /// <summary>False for a loss.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>The metric of this <see cref="Name"/> (exact, lower case).</summary>
    /// <exception cref="ArgumentException">No metric has this name.</exception>
    public static SelectionMetric Parse(string name) =>
        All.FirstOrDefault(m => m.Name == name)
        ?? throw new ArgumentException($"Metric '{name}' is not one of: {string.Join(", ", All.Select(m => m.Name))}.", nameof(name));

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Its key among the figures of a <see cref="ClassificationMetrics"/>.</summary>
    internal string Figure { get; }

    /// <summary>The figure itself.</summary>
    internal Metric Of(ClassificationMetrics metrics) => metrics.ByName[Figure];

    /// <summary>The figure with a sign that makes higher better; an undefined one is below all others.</summary>
    internal double Merit(ClassificationMetrics metrics) =>
        Of(metrics) is { IsDefined: true, Value: double value } ? HigherIsBetter ? value : -value : double.NegativeInfinity;

    internal PairedTest Of(IReadOnlyDictionary<string, PairedTest> tests) => tests[Figure];
}

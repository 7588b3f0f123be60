namespace CovidClassifier.Evaluation;

/// <summary>One of the numbers that metrics consist of, with what its interval needs to know.</summary>
/// <param name="Name">As in files.</param>
/// <param name="Value">Reads it from the metrics.</param>
internal sealed record Figure(string Name, Func<ClassificationMetrics, Metric> Value)
{
    /// <summary>Position of the class that it is of; null for a figure of the whole.</summary>
    public int? Class { get; private init; }

    /// <summary>The share of images that it is; null where it is none.</summary>
    public Rate? Rate { get; private init; }

    /// <summary>The class whose AUROC against the rest it is; null where it is none.</summary>
    public int? AreaOf { get; private init; }

    /// <summary>The figures of the whole.</summary>
    public static IEnumerable<Figure> OfWhole(IReadOnlyList<string> classNames, int? positive)
    {
        Rate? Positive(Func<int, string, Rate> rate) => positive is { } c ? rate(c, classNames[c]) : null;
        return
        [
            new("accuracy", m => m.Accuracy) { Rate = Evaluation.Rate.Accuracy },
            new("balancedAccuracy", m => m.BalancedAccuracy),
            new("sensitivity", m => m.Sensitivity) { Rate = Positive(Evaluation.Rate.Recall) },
            new("specificity", m => m.Specificity) { Rate = Positive(Evaluation.Rate.RecallOfRest) },
            new("ppv", m => m.PositivePredictiveValue) { Rate = Positive(Evaluation.Rate.Precision) },
            new("npv", m => m.NegativePredictiveValue) { Rate = Positive(Evaluation.Rate.PrecisionOfRest) },
            new("f1", m => m.F1),
            new("macroF1", m => m.MacroF1),
            new("mcc", m => m.MatthewsCorrelation),
            new("kappa", m => m.CohenKappa),
            new("auroc", m => m.Auroc) { AreaOf = classNames.Count == 2 ? positive ?? 1 : null },
            new("averagePrecision", m => m.AveragePrecision),
            new("logLoss", m => m.LogLoss),
            new("brier", m => m.Brier),
            new("calibrationError", m => m.ExpectedCalibrationError),
        ];
    }

    /// <summary>The figures of each class against the rest: all classes of the first, then of the second.</summary>
    public static IEnumerable<Figure> OfClasses(IReadOnlyList<string> classNames) =>
    [
        .. classNames.Select((name, c) => new Figure("recall", m => m.RecallByClass[c]) { Class = c, Rate = Evaluation.Rate.Recall(c, name) }),
        .. classNames.Select((name, c) =>
            new Figure("precision", m => m.PrecisionByClass[c]) { Class = c, Rate = Evaluation.Rate.Precision(c, name) }),
        .. classNames.Select((_, c) => new Figure("f1", m => m.F1ByClass[c]) { Class = c }),
        .. classNames.Select((_, c) => new Figure("auroc", m => m.AurocByClass[c]) { Class = c, AreaOf = c }),
        .. classNames.Select((_, c) => new Figure("averagePrecision", m => m.AveragePrecisionByClass[c]) { Class = c }),
    ];
}

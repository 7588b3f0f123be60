using CovidClassifier.Packaging;
using CovidClassifier.Training;

namespace CovidClassifier.Reporting;

/// <summary>How a model came about.</summary>
public sealed record ReportTraining
{
    /// <summary>The network.</summary>
    public required CardNetwork Network { get; init; }

    /// <summary>One entry per epoch, in order; empty: not trained by epochs.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];

    /// <summary>The epoch whose weights were kept, from 1; 0 where there are no epochs.</summary>
    public int BestEpoch { get; init; }

    /// <summary>How calibration and threshold were chosen; null: not known.</summary>
    public CardDecision? Decision { get; init; }

    /// <summary>Every choice that decided the result, by name.</summary>
    public IReadOnlyDictionary<string, string> Recipe { get; init; } = new Dictionary<string, string>();
}

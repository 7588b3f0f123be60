using System.Text.Json.Serialization;

namespace CovidClassifier;

/// <summary>One recipe of a search.</summary>
public sealed record LeaderboardRow
{
    /// <summary>From 1.</summary>
    public required int Rank { get; init; }

    /// <summary>When it was begun, from 1.</summary>
    public required int Trial { get; init; }

    /// <summary>Network, how it learns, and what differs from the defaults.</summary>
    public required string Recipe { get; init; }

    /// <summary>Folds that it was tried on.</summary>
    public required int Folds { get; init; }

    /// <summary>The search's metric over these folds, pooled; NaN where there is none.</summary>
    public required double Metric { get; init; }

    /// <summary>What the first row's recipe has by the search's metric over these folds alone, so that a recipe that was stopped early is compared with the
    /// leader on equal terms; NaN where there are none.</summary>
    public double LeaderOnSameFolds { get; init; } = double.NaN;

    /// <summary>Share of right labels, over the same.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Area under the ROC curve, over the same.</summary>
    public required double Auroc { get; init; }

    /// <summary>Mean negative logarithm of the true class's probability, over the same.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Wall time of its folds.</summary>
    [JsonPropertyName("seconds")]
    public required TimeSpan Duration { get; init; }

    /// <summary>How often it is in the final model: 0 where it is not, above 1 where it is trained from several seeds.</summary>
    public required int Members { get; init; }

    /// <summary>Why it was given up, as a sentence; null where it was not.</summary>
    public required string? Dropped { get; init; }
}

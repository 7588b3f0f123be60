namespace CovidClassifier.Console.Reports;

/// <summary>What 8-bit weights and activations cost, in a report.</summary>
internal sealed record QuantizationEntry
{
    /// <summary>Whether a loss of more than 0.005 in AUROC is ruled out.</summary>
    public required bool IsAccepted { get; init; }

    public required int Images { get; init; }

    /// <summary>With 8 bits minus with floats, on the same images; its 95 % interval.</summary>
    public required double AurocDifference { get; init; }

    public required MetricInterval Interval { get; init; }

    public required int ChangedLabels { get; init; }

    public required double LargestProbabilityDifference { get; init; }

    public required long FloatBytes { get; init; }

    public required long QuantizedBytes { get; init; }

    public static QuantizationEntry Of(QuantizationResult result) => new()
    {
        IsAccepted = result.IsAccepted,
        Images = result.Quantized.Predictions.Count,
        AurocDifference = result.AurocDifference.Difference,
        Interval = result.AurocDifference.Interval,
        ChangedLabels = result.ChangedLabels,
        LargestProbabilityDifference = result.LargestProbabilityDifference,
        FloatBytes = result.FloatBytes,
        QuantizedBytes = result.QuantizedBytes,
    };
}

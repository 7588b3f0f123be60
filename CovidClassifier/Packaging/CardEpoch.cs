namespace CovidClassifier.Packaging;

/// <summary>What one epoch of training gave.</summary>
public sealed record CardEpoch
{
    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Learning rate at the epoch's end.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Figures on the training images.</summary>
    public required CardEpochFigures Training { get; init; }

    /// <summary>Figures on the validation images; null where there are none.</summary>
    public CardEpochFigures? Validation { get; init; }

    /// <summary>Wall time of the epoch.</summary>
    public double Seconds { get; init; }
}

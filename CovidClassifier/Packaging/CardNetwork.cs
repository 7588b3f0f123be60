namespace CovidClassifier.Packaging;

/// <summary>The network of a model.</summary>
public sealed record CardNetwork
{
    /// <summary>What the recipe calls it, for example "cnn" or a backbone's name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of weights, biases included.</summary>
    public long ParameterCount { get; init; }

    /// <summary>Networks whose mean probabilities it gives; 1: it is a single one. Epochs in the card are those of the first.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Columns of the input, pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Rows of the input, pixels.</summary>
    public required int InputHeight { get; init; }
}

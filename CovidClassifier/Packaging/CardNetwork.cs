using System.Text.Json.Serialization;

namespace CovidClassifier;

/// <summary>The network of a model.</summary>
public sealed record CardNetwork
{
    /// <summary>What the recipe calls it, for example "cnn" or a backbone's name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of weights, biases included.</summary>
    public long ParameterCount { get; init; }

    /// <summary>
    /// Networks whose mean probabilities it gives, 2 or more; epochs in the card are those of the first. Null, and not in the file: it is a single one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Members { get; init; }

    /// <summary>Columns of the input, pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Rows of the input, pixels.</summary>
    public required int InputHeight { get; init; }
}

namespace CovidClassifier;

/// <summary>
/// Hashes of decoded pixels at the network's input size (SHA-256, lower-case hexadecimal), sorted: so that an evaluation knows images that the model has seen.
/// </summary>
public sealed record CardImageHashes
{
    /// <summary>Images that weights were trained on.</summary>
    public IReadOnlyList<string> Training { get; init; } = [];

    /// <summary>Images that epochs, thresholds or calibration were chosen on.</summary>
    public IReadOnlyList<string> Validation { get; init; } = [];
}

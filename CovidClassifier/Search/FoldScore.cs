namespace CovidClassifier.Search;

/// <summary>What a trial's model of one fold says of the images left out.</summary>
/// <param name="Logits">A row per image, in the fold's order.</param>
/// <param name="Seconds">Wall time of training and scoring.</param>
/// <param name="Preparing">Of these, what was spent on pixels, features and activations, which the next fold finds done.</param>
internal sealed record FoldScore(IReadOnlyList<float[]> Logits, double Seconds, double Preparing);

namespace CovidClassifier.Learning.Heads;

/// <summary>How the sums of a <see cref="LinearHead"/> become probabilities.</summary>
internal enum HeadOutput
{
    /// <summary>Softmax over the classes.</summary>
    Softmax,

    /// <summary>A sigmoid for each class, divided by their sum: one class against the rest.</summary>
    NormalisedSigmoids,
}

namespace CovidClassifier;

/// <summary>
/// What images like the training images look like to the model: traits of some that it was not trained on, to tell later whether new images have changed.
/// Numbers alone, from which no picture can be made.
/// </summary>
public sealed record CardReference
{
    /// <summary>By trait, its value for each image, the images in one order for all traits.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double>> Traits { get; init; }

    /// <summary>Number of images.</summary>
    internal int Images => Traits.Count == 0 ? 0 : Traits.Values.Min(v => v.Count);

    /// <summary>For people: how many images.</summary>
    public override string ToString() => FormattableString.Invariant($"{Images} images in {Traits.Count} traits");
}

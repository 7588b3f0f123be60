using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How a pre-trained network is adapted to new classes by training its last blocks.</summary>
public sealed record FineTuningOptions
{
    /// <summary>
    /// The tensor where the network is cut: what lies before it stays as it is and is computed once per image, what lies behind is trained. Null (default)
    /// takes the smallest map before the last down-sampling that every path crosses.
    /// </summary>
    public string? Cut { get; init; }

    /// <summary>True trains the whole network, without a cache of activations. Slow on a CPU. Default false.</summary>
    public bool All { get; init; }

    /// <summary>Learning rate of the pre-trained weights, as a share of the new head's; above 0, default 0.3.</summary>
    public double PretrainedRate { get; init => field = Check.Positive(value); } = 0.3;

    /// <summary>Share of the penultimate features dropped while training; at least 0 and below 1, default 0.2.</summary>
    public double HeadDropout { get; init => field = Check.UnitBelowOne(value); } = 0.2;

    /// <summary>
    /// Units of a ReLU layer between the penultimate features and the new last layer; 0 (default): there is none. With <see cref="Cut"/> at those features, the
    /// network stays as it is and this layer learns what suits the task: cheap, and room enough for a source adversary to act on.
    /// </summary>
    public int HiddenUnits { get; init => field = Check.AtLeast(value, 0); }

    /// <summary>
    /// How many variants of each training image are cached: 1 the image, 2 (default) its mirror image too, more are varied by the training's augmentation. Each
    /// takes the time and memory of one pass.
    /// </summary>
    public int Variants { get; init => field = Check.AtLeast(value, 1); } = 2;

    /// <summary>Whether the finished model averages the logits of an image and its mirror image. Doubles the time of scoring. Default true.</summary>
    public bool MirrorWhenScoring { get; init; } = true;
}

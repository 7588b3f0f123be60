using CovidClassifier.Training;

namespace CovidClassifier.Transfer;

/// <summary>Trains a head on features that a pre-trained network, left as it is, gives of each image.</summary>
internal sealed class FrozenLearner(Head head, Freezing freezing) : ILearner
{
    /// <summary>How many variants an image has where augmentation is asked for and their number is not.</summary>
    private const int AugmentedVariants = 4;

    public TrainingOptions Defaults { get; } = new();

    public bool NeedsValidation => false;

    public bool LearnsByEpochs => false;

    public IReadOnlyDictionary<string, string> Choices => new Dictionary<string, string>
    {
        ["mode"] = "frozen",
        ["head"] = head.Description,
        ["features"] = freezing.Features ?? "penultimate",
        ["variants"] = freezing.Variants is { } variants ? FormattableString.Invariant($"{variants}") : "as augmentation asks",
    };

    public IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) =>
        new PreparedHead(setup, head, freezing.Variants ?? (setup.Augmentation.IsIdentity ? 1 : AugmentedVariants), cancellationToken);
}

using CovidClassifier.Networks;
using CovidClassifier.Training;
using CovidClassifier.Transfer;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>
/// What the audits that train a network train: the family of the network asked about, in a cheap form. An audit asks what can be told at all,
/// fifteen times over, not what the last epoch can still win.
/// </summary>
/// <param name="Network">Its graph and first weights.</param>
/// <param name="Learner">How it learns.</param>
/// <param name="Description">In words, for findings.</param>
internal sealed record AuditNetwork(Network Network, ILearner Learner, string Description)
{
    /// <summary>Half the study's side: a quarter of the work, and markers of a few pixels are still seen.</summary>
    private const int CnnSide = 128;

    private const int BatchSize = 32, MostEpochs = 40;

    /// <summary>Steps of one training, for learners by epochs: the same for few images and for many.</summary>
    public int Steps { get; init; } = 150;

    /// <summary>The cheap form of a network: the CNN at half its side (for a trainer on gray levels too); of any pre-trained network its features, left as they are, under a linear head.</summary>
    public static AuditNetwork Of(Network network) => network switch
    {
        CustomCnnNetwork cnn => new AuditNetwork(cnn.AtSide(CnnSide), new ScratchLearner(), FormattableString.Invariant($"the CNN at {CnnSide} x {CnnSide}")),
        FrozenNetwork { Basis: PictureNetwork } => Of(Network.CustomCnn()),
        FrozenNetwork frozen => OnFeatures(frozen.Basis, frozen.Options with { Variants = 1 }),
        FineTunedNetwork tuned => OnFeatures(tuned.Basis, new Freezing()),
        _ => OnFeatures(network, new Freezing()),
    };

    // whatever head was asked for: a linear one is quick, and its scores rank well on few images
    private static AuditNetwork OnFeatures(Network basis, Freezing options)
    {
        var head = Head.MaximumEntropy();
        return new AuditNetwork(basis.Frozen(head, options), new FrozenLearner(head, options), $"{basis.Name}'s features under {head.Name}");
    }

    /// <summary>How it is trained on so many images.</summary>
    public TrainingOptions Options(int images)
    {
        int batches = Math.Max(1, images / BatchSize);
        return Learner.Defaults with { BatchSize = BatchSize, Epochs = Math.Clamp((Steps + batches - 1) / batches, 1, MostEpochs) };
    }
}

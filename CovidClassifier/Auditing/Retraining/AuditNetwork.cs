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

    /// <summary>The cheap form of a network: the CNN at half its side; of any pre-trained network its features, left as they are, under a linear head.</summary>
    public static AuditNetwork Of(Network network) => network switch
    {
        CustomCnnNetwork cnn => new AuditNetwork(cnn.AtSide(CnnSide), new ScratchLearner(), FormattableString.Invariant($"the CNN at {CnnSide} x {CnnSide}")),
        FrozenNetwork frozen => new AuditNetwork(
            frozen, new FrozenLearner(frozen.Head, frozen.Options with { Variants = 1 }), $"{frozen.Name}'s features under {frozen.Head.Name}"),
        FineTunedNetwork tuned => Of(tuned.Basis.Frozen()),
        _ => Of(network.Frozen()),
    };

    /// <summary>How it is trained on so many images.</summary>
    public TrainingOptions Options(int images)
    {
        int batches = Math.Max(1, images / BatchSize);
        return Learner.Defaults with { BatchSize = BatchSize, Epochs = Math.Clamp((Steps + batches - 1) / batches, 1, MostEpochs) };
    }
}

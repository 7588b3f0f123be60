using CovidClassifier.Networks;
using CovidClassifier.Training;

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

    private const int Steps = 150, BatchSize = 32, MostEpochs = 40;

    /// <summary>The cheap form of a network.</summary>
    public static AuditNetwork Of(Network network) => network switch
    {
        CustomCnnNetwork cnn => new AuditNetwork(cnn.AtSide(CnnSide), new ScratchLearner(), $"the CNN at {CnnSide} x {CnnSide}"),
        _ => new AuditNetwork(network, new ScratchLearner(), network.Name),
    };

    /// <summary>The same number of steps for few images and many.</summary>
    public TrainingOptions Options(int images)
    {
        int steps = (images + BatchSize - 1) / BatchSize;
        return Learner.Defaults with { BatchSize = BatchSize, Epochs = Math.Clamp((Steps + steps - 1) / steps, 1, MostEpochs) };
    }
}

using CovidClassifier.Learning.Optimizers;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Learning.Training;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning;

/// <summary>
/// A network all of whose weights are trained from their present values. Where training mirrors images, the finished network averages its logits over an
/// image and its mirror image.
/// </summary>
internal sealed class PreparedNetwork(LearnerSetup setup) : IPreparedLearner
{
    private const string MirrorNote = "Scores are the mean over an image and its mirror image, because training mirrored images.";

    private NetworkGraph Network => setup.Network;

    public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken)
    {
        XRaySamples training = setup.Images.Samples(task.Training, setup.Augmentation, task.Seed);
        XRaySamples? validation = task.Validation.Count > 0 ? setup.Images.Samples(task.Validation, AugmentationOptions.None, task.Seed) : null;
        NetworkGraph scored = Scored(Network);
        var loop = new TrainingLoop(
            Network, [new ParameterGroup(Network.Parameters)], setup.Classes, setup.Options, task.Seed.For("training"), TimeProvider.System)
        {
            Scored = scored,
        };
        TrainingResult result = loop.Run(training, validation, task.Checkpoints, setup.Progress, cancellationToken);
        return new LearnedNetwork(LearnedNetwork.WithWeights(scored, result.Weights), result.History, result.BestEpoch) { Provider = setup.Options.Provider };
    }

    // a network that was trained on mirror images says the same of both but for noise, which the mean halves
    private NetworkGraph Scored(NetworkGraph network) => setup.Augmentation.HorizontalFlip
        ? MirrorAverage.Of(network) with { Notes = [.. network.Notes, MirrorNote] }
        : network;

    public void Dispose()
    {
        // the images belong to the setup
    }
}

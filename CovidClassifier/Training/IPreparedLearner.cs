using CovidClassifier.Networks;

namespace CovidClassifier.Training;

/// <summary>A learner that knows its images and network, ready to be trained on one split after another. Owns caches.</summary>
internal interface IPreparedLearner : IDisposable
{
    /// <summary>The network with its first weights.</summary>
    NetworkGraph Network { get; }

    /// <summary>Trains from the first weights anew and returns the whole network, pixels to logits.</summary>
    LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken);
}

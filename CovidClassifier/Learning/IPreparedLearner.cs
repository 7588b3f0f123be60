namespace CovidClassifier.Learning;

/// <summary>A way to learn that knows its images and network, ready to be trained on one split after another. Owns caches.</summary>
internal interface IPreparedLearner : IDisposable
{
    /// <summary>Trains from the first weights anew and returns the whole network, pixels to logits.</summary>
    LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken);
}

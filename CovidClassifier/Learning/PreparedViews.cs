using CovidClassifier.Networks;

namespace CovidClassifier.Learning;

/// <summary>A learner whose networks average over several views of an image once they are trained.</summary>
/// <param name="learner">Owned.</param>
/// <param name="views">Beside the image as it is.</param>
internal sealed class PreparedViews(IPreparedLearner learner, ScoringViews views) : IPreparedLearner
{
    public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken)
    {
        LearnedNetwork learned = learner.Train(task, cancellationToken);
        return learned with { Network = ViewAverage.Of(learned.Network, views), KnownLogits = null };
    }

    public void Dispose() => learner.Dispose();
}

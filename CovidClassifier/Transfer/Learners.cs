using CovidClassifier.Networks;
using CovidClassifier.Training;

namespace CovidClassifier.Transfer;

/// <summary>Which learner a network wants.</summary>
internal static class Learners
{
    /// <summary>Adapted networks say how; any other is trained from its present weights.</summary>
    public static ILearner Of(Network network) => network switch
    {
        FineTunedNetwork tuned => new FineTuneLearner(tuned.Options),
        FrozenNetwork frozen => new FrozenLearner(frozen.Head, frozen.Options),
        _ => new ScratchLearner(),
    };
}

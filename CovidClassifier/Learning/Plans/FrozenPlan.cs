using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using Microsoft.ML;

namespace CovidClassifier.Learning.Plans;

/// <summary>Leaves a network as it is and trains a head on the features that it gives of each image.</summary>
internal sealed class FrozenPlan(Network network, Head head, FreezingOptions options) : LearningPlan(network.Name)
{
    private protected override string OwnTitle => options.Features is { } tensor ? $"{Name} frozen at {tensor} {head.Name}" : $"{Name} frozen {head.Name}";

    internal override IReadOnlyList<string> Licences => network.Licences;

    internal override bool LearnsByEpochs => false;

    internal override bool EndsInItsGraph => head.Pipeline is null;

    internal override IReadOnlyDictionary<string, string> Choices => new Dictionary<string, string>
    {
        [ModeKey] = "frozen",
        ["head"] = head.Description,
        ["features"] = options.Features ?? "penultimate",
        ["variants"] = options.Variants is { } variants ? FormattableString.Invariant($"{variants}") : "as augmentation asks",
    };

    internal override string Description => $"{Name}'s features under {head.Name}";

    /// <summary>Features under a linear head, whatever head was asked for: that one is quick, and its scores rank well on few images.</summary>
    public static FrozenPlan QuickOf(Network network, FreezingOptions options) => new(network, Head.MaximumEntropy(), options);

    internal override NetworkGraph Build(int classCount, Seed seed) => FeatureGraph.Of(network.Original(seed), options.Features).WithNewHead(classCount, seed);

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) =>
        new PreparedFrozenLearner(setup, head, options.Variants, cancellationToken);

    internal override LearningPlan Quick() => QuickOf(network, options with { Variants = 1 });

    internal override LearningPlan UnderTrainer(Func<MLContext, IEstimator<ITransformer>> create) =>
        new FrozenPlan(network, Head.OfTrainer(create, takesImage: false), options);
}

using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning.Plans;

/// <summary>Trains all weights of a network from their present values.</summary>
internal sealed class ScratchPlan(Network network) : LearningPlan(network.Name)
{
    internal override IReadOnlyList<string> Licences => network.Licences;

    internal override bool NeedsValidation => true;

    internal override bool LearnsByEpochs => true;

    internal override IReadOnlyDictionary<string, string> Choices { get; } = new Dictionary<string, string> { [ModeKey] = "scratch" };

    internal override string Description => network.Description;

    internal override NetworkGraph Build(int classCount, Seed seed) => network.Build(classCount, seed).RequireTrainable(Name);

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) => new PreparedNetwork(setup);

    // the layers in small where the network has learned nothing, else what it has learned
    internal override LearningPlan Quick() => network.Smaller is { } smaller ? new ScratchPlan(smaller) : FrozenPlan.QuickOf(network, new FreezingOptions());
}

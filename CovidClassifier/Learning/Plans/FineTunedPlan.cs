using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning.Plans;

/// <summary>Trains the last blocks of a pre-trained network on cached activations, or the whole network.</summary>
internal sealed class FineTunedPlan(Network network, FineTuningOptions tuning) : LearningPlan(network.Name)
{
    private protected override string OwnTitle =>
        tuning.Cut is { } cut ? $"{Name} finetune at {cut}" : tuning.All ? $"{Name} finetune whole" : $"{Name} finetune";

    internal override IReadOnlyList<string> Licences => network.Licences;

    internal override TrainingOptions Defaults { get; } = new()
    {
        Epochs = 10,
        Optimizer = new AdamOptimizer { WeightDecay = 0.01 },
        Schedule = LearningRateSchedule.OneCycle(),
        LabelSmoothing = 0.1,
    };

    internal override bool LearnsByEpochs => true;

    internal override IReadOnlyDictionary<string, string> Choices => tuning.HiddenUnits == 0 ? Usual
        : new Dictionary<string, string>(Usual) { ["hiddenUnits"] = FormattableString.Invariant($"{tuning.HiddenUnits}") };

    private Dictionary<string, string> Usual => new()
    {
        [ModeKey] = "finetune",
        ["cut"] = tuning.All ? "none" : tuning.Cut ?? "default",
        ["headDropout"] = FormattableString.Invariant($"{tuning.HeadDropout}"),
        ["mirrorWhenScoring"] = tuning.MirrorWhenScoring ? "yes" : "no",
        ["pretrainedRate"] = FormattableString.Invariant($"{tuning.PretrainedRate}"),
        ["variants"] = FormattableString.Invariant($"{tuning.Variants}"),
    };

    internal override NetworkGraph Build(int classCount, Seed seed)
    {
        NetworkGraph built = network.Build(classCount, seed).RequireTrainable(Name);
        return tuning.HiddenUnits == 0 ? built : HiddenLayer.Insert(built, tuning.HiddenUnits, seed.For("hidden"));
    }

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) =>
        new PreparedFineTuneLearner(setup, tuning, tuning.All ? null : CutPoints.Choose(setup.Network, tuning.Cut), cancellationToken);

    internal override LearningPlan Quick() => FrozenPlan.QuickOf(network, new FreezingOptions());
}

using CovidClassifier.Networks;

namespace CovidClassifier.Search.Recipes;

/// <summary>A head on the features of a pre-trained network.</summary>
internal sealed class FrozenFamily : RecipeFamily
{
    private const int AugmentedVariants = 4;

    private FrozenFamily()
    {
    }

    public static Hyperparameter<Func<double, Head>> HeadKind { get; } = new(
        "head", (settings, head) => settings with { Head = head }, ("maxent", Head.MaximumEntropy), ("svm", Head.LinearSvm), ("sdca", Head.Sdca));

    public static Hyperparameter<double> L2 { get; } = Hyperparameter.OfNumbers("l2", (settings, l2) => settings with { L2 = l2 }, 100, 300, 30, 1000, 10, 3);

    // behind what it is made of
    public static FrozenFamily Instance { get; } = new();

    public override string Word => "frozen";

    public override IReadOnlyList<Hyperparameter> Hyperparameters { get; } =
    [
        HeadKind,
        L2,
        CommonHyperparameters.Augmentation(
            CommonHyperparameters.NoAugmentation, CommonHyperparameters.MildAugmentation, CommonHyperparameters.StudyAugmentation),
        CommonHyperparameters.ClassWeights,
        .. ShortcutHyperparameters.OfHeads,
    ];

    public override int Complexity => 0;

    public override bool DependsOnSeed => false;

    public override bool Takes(Network network) => network.IsPretrained;

    public override IEnumerable<(int Round, TrialRecipe Recipe)> Portfolio(Network network, bool isFirst)
    {
        var plain = new TrialRecipe(network, this);
        return isFirst ? [(1, plain), (6, plain.With(L2, 300)), (6, plain.With(L2, 30))] : [(2, plain)];
    }

    public override IEnumerable<(int Round, TrialRecipe Recipe)> SourcePortfolio(Network network)
    {
        TrialRecipe weighted = new TrialRecipe(network, this).With(ShortcutHyperparameters.SourceWeights, true);
        return [(1, weighted), (1, weighted.With(ShortcutHyperparameters.Intensities, true))];
    }

    public override LearningPlan Plan(RecipeSettings settings, Func<NetworkGraph> graph) =>
        settings.Network.Frozen(settings.Head(settings.L2), new FreezingOptions { Variants = settings.Augmentation.IsIdentity ? 1 : AugmentedVariants });

    // only a new head behind the features, not the one that the network brings
    public override string GraphKey(TrialRecipe recipe) => Word;
}

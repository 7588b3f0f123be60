using CovidClassifier.Networks;

namespace CovidClassifier.Search.Recipes;

/// <summary>The study's CNN with all its weights: the only network that can be built for another size or another share of dropout.</summary>
internal sealed class CnnFamily : RecipeFamily
{
    private CnnFamily()
    {
    }

    public static Hyperparameter<int> InputSize { get; } =
        Hyperparameter.OfCounts("input size", (settings, side) => settings with { Network = Cnn(settings).AtSide(side) }, 256, 192, 128, 320);

    public static Hyperparameter<double> Dropout { get; } =
        Hyperparameter.OfNumbers("dropout", (settings, share) => settings with { Network = Cnn(settings).WithDropout(share) }, 0.25, 0.1, 0.5);

    public static Hyperparameter<AugmentationOptions> Augmentation { get; } = CommonHyperparameters.Augmentation(
        CommonHyperparameters.StudyAugmentation, CommonHyperparameters.MildAugmentation, CommonHyperparameters.NoAugmentation);

    // behind what it is made of
    public static CnnFamily Instance { get; } = new();

    public override string Word => "scratch";

    public override IReadOnlyList<Hyperparameter> Hyperparameters { get; } =
    [
        InputSize,
        Dropout,
        Augmentation,
        CommonHyperparameters.LearningRate(0.001, 0.002, 0.0005),
        CommonHyperparameters.LabelSmoothing(0, 0.1),
        CommonHyperparameters.ClassWeights,
        CommonHyperparameters.AveragedEpochs,
        .. ShortcutHyperparameters.OfEpochs,
    ];

    public override double ExpectedShare => 0.5;

    public override bool Takes(Network network) => network is CustomCnnNetwork;

    public override IEnumerable<(int Round, TrialRecipe Recipe)> Portfolio(Network network, bool isFirst)
    {
        var plain = new TrialRecipe(network, this);
        return [(5, plain), (5, plain.With(Augmentation, CommonHyperparameters.MildAugmentation.Value))];
    }

    public override IEnumerable<(int Round, TrialRecipe Recipe)> SourcePortfolio(Network network) =>
        [(6, new TrialRecipe(network, this).With(ShortcutHyperparameters.SourceWeights, true))];

    public override LearningPlan Plan(RecipeSettings settings, Func<NetworkGraph> graph) => settings.Network;

    public override string GraphKey(TrialRecipe recipe) => $"{recipe.WordOf(InputSize)} {recipe.WordOf(Dropout)}";

    public override string CostKey(TrialRecipe recipe) => recipe.WordOf(InputSize);

    private static CustomCnnNetwork Cnn(RecipeSettings settings) => (CustomCnnNetwork)settings.Network;
}

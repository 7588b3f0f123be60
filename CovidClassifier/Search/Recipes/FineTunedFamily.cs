using CovidClassifier.Networks;

namespace CovidClassifier.Search.Recipes;

/// <summary>The last blocks of a pre-trained network and a new head.</summary>
internal sealed class FineTunedFamily : RecipeFamily
{
    private FineTunedFamily()
    {
    }

    public static Hyperparameter<CutStage> Cut { get; } = new(
        "cut", (settings, stage) => settings with { Cut = stage }, ("default", CutStage.Default), ("early", CutStage.Early), ("late", CutStage.Late));

    public static Hyperparameter<int> Epochs { get; } =
        Hyperparameter.OfCounts("epochs", (settings, epochs) => settings with { Options = settings.Options with { Epochs = epochs } }, 10, 20, 14, 6);

    public static Hyperparameter<int> Variants { get; } =
        Hyperparameter.OfCounts("variants", (settings, variants) => settings with { Tuning = settings.Tuning with { Variants = variants } }, 2, 4, 6);

    public static Hyperparameter<double> PretrainedRate { get; } =
        Hyperparameter.OfNumbers("pretrained rate", (settings, rate) => settings with { Tuning = settings.Tuning with { PretrainedRate = rate } }, 0.3, 1, 0.1);

    public static Hyperparameter<double> Dropout { get; } =
        Hyperparameter.OfNumbers("dropout", (settings, share) => settings with { Tuning = settings.Tuning with { HeadDropout = share } }, 0.2, 0.5, 0);

    public static Hyperparameter<double> WeightDecay { get; } = Hyperparameter.OfNumbers(
        "weight decay",
        (settings, decay) => settings with { Options = settings.Options with { Optimizer = new AdamOptimizer { WeightDecay = decay } } },
        0.01, 0.1, 0.001);

    public static Hyperparameter<ScoringViews> Views { get; } = new(
        "views",
        (settings, views) => settings with { Views = views },
        ("default", ScoringViews.None),
        ("shifts and scales", ScoringViews.Shifts | ScoringViews.Scales));

    // behind what it is made of
    public static FineTunedFamily Instance { get; } = new();

    public override string Word => "finetune";

    public override IReadOnlyList<Hyperparameter> Hyperparameters { get; } =
    [
        Cut,
        Epochs,
        Variants,
        CommonHyperparameters.Augmentation(CommonHyperparameters.MildAugmentation, CommonHyperparameters.StudyAugmentation),
        CommonHyperparameters.LearningRate(0.001, 0.002, 0.0005, 0.0003),
        PretrainedRate,
        Dropout,
        CommonHyperparameters.LabelSmoothing(0.1, 0.2, 0),
        WeightDecay,
        CommonHyperparameters.ClassWeights,
        CommonHyperparameters.AveragedEpochs,
        Views,
        .. ShortcutHyperparameters.OfEpochs,
    ];

    public override int Weight => 2;

    public override bool Takes(Network network) => network.IsPretrained;

    public override IEnumerable<(int Round, TrialRecipe Recipe)> Portfolio(Network network, bool isFirst)
    {
        var plain = new TrialRecipe(network, this);
        return isFirst
            ?
            [
                (0, plain), (4, plain.With(Epochs, 20).With(Variants, 4)), (4, plain.With(Cut, CutStage.Early)), (4, plain.With(Variants, 4)),
                (4, plain.With(PretrainedRate, 1)),
            ]
            : [(3, plain)];
    }

    public override IEnumerable<(int Round, TrialRecipe Recipe)> SourcePortfolio(Network network)
    {
        var plain = new TrialRecipe(network, this);
        return
        [
            (2, plain.With(ShortcutHyperparameters.SourceWeights, true)), (4, plain.With(ShortcutHyperparameters.GroupRobustRate, 0.05)),
            (4, plain.With(ShortcutHyperparameters.SourceMixup, 1)), (4, plain.With(ShortcutHyperparameters.Intensities, true)),
            (5, plain.With(ShortcutHyperparameters.AveragedFrom, 0.5)), (5, plain.With(ShortcutHyperparameters.SourceAdversary, 0.3)),
        ];
    }

    public override LearningPlan Plan(RecipeSettings settings, Func<NetworkGraph> graph) =>
        settings.Network.FineTuned(settings.Tuning with { Cut = settings.Cut == CutStage.Default ? null : CutStages.Tensor(graph(), settings.Cut) })
            .WithViews(settings.Views);

    public override string CostKey(TrialRecipe recipe) => recipe.WordOf(Cut);

    public override double CostFactor(TrialRecipe recipe) => recipe.ValueOf(Epochs);
}

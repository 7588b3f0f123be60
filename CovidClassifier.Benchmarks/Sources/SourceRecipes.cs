namespace CovidClassifier.Benchmarks.Sources;

/// <summary>The recipes that are measured: a plain one of each kind, and each option against shortcuts alone beside it.</summary>
internal static class SourceRecipes
{
    private const string Features = "features";

    private static readonly AugmentationOptions Intensities = AugmentationOptions.None.Rotate(5).Zoom(0.1).FlipHorizontally().Intensities();

    private static Network Backbone { get; } = Network.FromOnnx(BenchmarkData.MobileNetV2, Preprocessing.MinusOneOne);

    public static IReadOnlyList<SourceRecipe> All { get; } =
    [
        new("frozen", Backbone.Frozen()),
        new("frozen, by-source", Backbone.Frozen()) { Options = t => t with { ClassWeighting = ClassWeighting.BalancedBySource } },
        new("frozen, intensity", Backbone.Frozen()) { Augmentation = Intensities },
        .. Alone("hidden", Hidden, epochs: 10),
        .. Alone("finetune", FineTuned, epochs: 6),
        .. Alone("cnn", _ => Network.CustomCnn(inputSize: 128), epochs: 15),
    ];

    private static IEnumerable<SourceRecipe> Alone(string kind, Func<int, LearningPlan> plan, int epochs)
    {
        TrainingOptions Plain(TrainingOptions t) => t with { Epochs = epochs };
        SourceRecipe With(string option, Func<TrainingOptions, TrainingOptions> change) =>
            new($"{kind}, {option}", plan(2)) { Options = t => change(Plain(t)) };
        yield return new SourceRecipe(kind, plan(2)) { Options = Plain };
        yield return With("by-source", t => t with { ClassWeighting = ClassWeighting.BalancedBySource });
        yield return With("group-dro 0.05", t => t with { GroupRobustRate = 0.05 });
        yield return With("source-adversary 0.3", t => t with { SourceAdversary = 0.3 });
        yield return With("source-adversary 1", t => t with { SourceAdversary = 1 });
        yield return With("mixup 1", t => t with { SourceMixup = 1 });
        yield return With("swa 0.5", t => t with { AveragedFrom = 0.5 });
        yield return new SourceRecipe($"{kind}, intensity", plan(6)) { Options = Plain, Augmentation = Intensities };
    }

    // a hidden layer on features that stay as they are
    private static LearningPlan Hidden(int variants) =>
        Backbone.FineTuned(new FineTuningOptions { Cut = Features, HiddenUnits = 128, Variants = variants, HeadDropout = 0.2 });

    // the last block, the last convolution and a new head
    private static LearningPlan FineTuned(int variants) => Backbone.FineTuned(new FineTuningOptions { Cut = SourceRig.LastBlock, Variants = variants });
}

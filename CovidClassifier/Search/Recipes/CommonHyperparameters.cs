namespace CovidClassifier.Search.Recipes;

/// <summary>The hyperparameters that several families have, each with the values that suit it.</summary>
internal static class CommonHyperparameters
{
    /// <summary>Whether rare classes count more.</summary>
    public static Hyperparameter ClassWeights { get; } = new Hyperparameter<ClassWeighting>(
        "class weights",
        (settings, weighting) => settings with { Options = settings.Options with { ClassWeighting = weighting } },
        ("balanced", ClassWeighting.Balanced),
        ("none", ClassWeighting.None));

    public static (string Word, AugmentationOptions Value) NoAugmentation { get; } = ("none", AugmentationOptions.None);

    public static (string Word, AugmentationOptions Value) MildAugmentation { get; } =
        ("mild", AugmentationOptions.None.Rotate(5).Zoom(0.1).FlipHorizontally().Brightness(0.8, 1.2));

    public static (string Word, AugmentationOptions Value) StudyAugmentation { get; } = ("study", AugmentationOptions.Study);

    /// <summary>How training images are varied.</summary>
    public static Hyperparameter<AugmentationOptions> Augmentation(params (string Word, AugmentationOptions Value)[] values) =>
        new("augmentation", (settings, augmentation) => settings with { Augmentation = augmentation }, values);

    /// <summary>Step size of what is trained anew.</summary>
    public static Hyperparameter<double> LearningRate(params double[] values) => Hyperparameter.OfNumbers(
        "learning rate", (settings, rate) => settings with { Options = settings.Options with { LearningRate = rate } }, values);

    /// <summary>Over how many epochs weights are averaged; 0: they are not.</summary>
    public static Hyperparameter<double> AveragedEpochs { get; } = Hyperparameter.OfNumbers(
        "averaged epochs", (settings, epochs) => settings with { Options = settings.Options with { AveragedEpochs = epochs } }, 0, 1, 3);

    /// <summary>Share of the target that is spread over all classes.</summary>
    public static Hyperparameter<double> LabelSmoothing(params double[] values) => Hyperparameter.OfNumbers(
        "label smoothing", (settings, share) => settings with { Options = settings.Options with { LabelSmoothing = share } }, values);
}
